import { requireImageDigest } from '../../../lib/rules/pods/require-image-digest';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

function deployment(name: string, ...images: readonly string[]): KubernetesManifest {
  const containers = images.map((image, index) => ({ name: `c${index}`, image }));
  return object('Deployment', { spec: { template: { spec: { containers } } } }, { name });
}

const digest = `sha256:${'0'.repeat(64)}`;
const advice = (image: string): string =>
  `write "${image}@sha256:…", as setDefaults does with the digests of npx cdk8s-backend pin (require-image-digest)`;

test('finds an image without a digest once, in the first object that has it', () => {
  const objects = [
    deployment('api', 'api:1', `proxy:1@${digest}`, 'api:1'),
    deployment('web', 'web:1', 'api:1'),
    deployment('worker', 'api:1'),
  ];
  expect(findings(requireImageDigest, ...objects)).toEqual([
    `[Deployment shop/api] spec.template.spec.containers["c0"].image must have a digest, here and in 2 more objects, got "api:1"; ${advice('api:1')}`,
    `[Deployment shop/web] spec.template.spec.containers["c0"].image must have a digest, got "web:1"; ${advice('web:1')}`,
  ]);
  expect(findings(requireImageDigest, deployment('a', 'api:1'), deployment('b', 'api:1'))).toEqual([
    `[Deployment shop/a] spec.template.spec.containers["c0"].image must have a digest, here and in 1 more object, got "api:1"; ${advice('api:1')}`,
  ]);
});

test('finds nothing in images with digests, in placeholders, and in an object that opts out', () => {
  expect(findings(requireImageDigest, deployment('api', `api:1@${digest}`, `web@${digest}`, '$(IMAGE)'))).toEqual([]);
  expect(findings(requireImageDigest, optedOut(deployment('api', 'api:1'), requireImageDigest, 'a demo'))).toEqual([]);
});

test('finds an image in the next object where the first one opts out, and counts it no more', () => {
  const first = optedOut(deployment('a', 'api:1'), requireImageDigest, 'a demo');
  expect(findings(requireImageDigest, first, deployment('b', 'api:1'))).toEqual([
    `[Deployment shop/b] spec.template.spec.containers["c0"].image must have a digest, got "api:1"; ${advice('api:1')}`,
  ]);
});

test('reports notes', () => {
  expect(requireImageDigest.level).toBe('note');
});
