import { validLabels } from '../../../lib/rules/objects/valid-labels';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const service = (metadata: object) => object('Service', {}, metadata);
const deployment = (metadata: object) => object('Deployment', { spec: { template: { metadata } } });

test('accepts labels and annotations as Kubernetes does', () => {
  const metadata = { labels: { 'example.com/team': '', app: 'web' }, annotations: { 'example.com/A': 'any text' } };
  expect(findings(validLabels, service(metadata), deployment(metadata))).toEqual([]);
});

test('takes an empty label for none, as the API server does', () => {
  expect(findings(validLabels, service({ labels: { app: null }, annotations: { a: null } }))).toEqual([]);
});

test.each<[object, string]>([
  [
    { labels: { app: 'a b' } },
    'metadata.labels["app"] must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "a b"',
  ],
  [
    { labels: { 'a b': 'c' } },
    'metadata.labels["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
  ],
  [
    { annotations: { 'a b': 'c' } },
    'metadata.annotations["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
  ],
  [
    { annotations: { a: 'x'.repeat(256 * 1024) } },
    'metadata.annotations must have at most 256 KiB together, got 262145 bytes; write less',
  ],
])('refuses %#', (metadata, problem) => {
  expect(findings(validLabels, service(metadata))).toEqual([`[Service shop/web] ${problem} (valid-labels)`]);
  expect(findings(validLabels, deployment(metadata))).toEqual([
    `[Deployment shop/web] spec.template.${problem} (valid-labels)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validLabels, optedOut(service({ labels: { app: 'a b' } }), validLabels))).toEqual([]);
});

const namespace = (label: string, value: string | null) =>
  object('Namespace', {}, { labels: { [`pod-security.kubernetes.io/${label}`]: value } as Record<string, string> });

test.each([
  ['enforce', 'baseline'],
  ['warn', 'privileged'],
  ['audit-version', 'latest'],
  ['enforce-version', 'v1.30'],
])('accepts the label %s of a namespace: %s', (label, value) => {
  expect(findings(validLabels, namespace(label, value))).toEqual([]);
});

test.each([
  ['enforce', 'restrictd', 'must be privileged or baseline or restricted, got "restrictd"; write restricted'],
  ['enforce', null, 'must be privileged or baseline or restricted, got ""; write baseline'],
  ['warn-version', '1.30', 'must be a minor version of Kubernetes, got "1.30"; write latest, or one such as v1.30'],
  ['audit-version', null, 'must be a minor version of Kubernetes, got ""; write latest, or one such as v1.30'],
])('refuses the label %s of a namespace: %s', (label, value, problem) => {
  expect(findings(validLabels, namespace(label, value))).toEqual([
    `[Namespace shop/web] metadata.labels["pod-security.kubernetes.io/${label}"] ${problem} (valid-labels)`,
  ]);
});
