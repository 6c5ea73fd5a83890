import { validObjectNames } from '../../../lib/rules/objects/valid-object-names';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

test.each([
  ['ConfigMap', 'web.v2'],
  ['Deployment', `d${'x'.repeat(252)}`],
  ['StatefulSet', 'x'.repeat(52)],
  ['Service', 'web-2'],
  ['ClusterRole', 'system:node.Reader'],
  ['Deployment', 'web.v2'],
  ['DaemonSet', '1.web'],
  ['Job', `a.${'x'.repeat(61)}`],
  ['CronJob', 'report.daily'],
  ['PodDisruptionBudget', 'Web_2'],
])('accepts a %s named %s', (kind, name) => {
  expect(findings(validObjectNames, object(kind, {}, { name }))).toEqual([]);
});

const label = 'a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit';
test.each([
  ['Namespace', 'My_Shop', `must be ${label}, got "My_Shop"; write "my-shop"`],
  [
    'Service',
    '2web',
    'must be a DNS label that begins with a letter: lower-case letters, digits and "-", got "2web"; write "web"',
  ],
  [
    'StatefulSet',
    'x'.repeat(53),
    `must have at most 52 characters, got "${'x'.repeat(53)}" with 53; write a shorter name`,
  ],
  ['StatefulSet', 'web.v2', `must be ${label}, got "web.v2"; write "web-v2"`],
  ['CronJob', 'x'.repeat(53), `must have at most 52 characters, got "${'x'.repeat(53)}" with 53; write a shorter name`],
  ['Job', 'x'.repeat(64), `must have at most 63 characters, got "${'x'.repeat(64)}" with 64; write a shorter name`],
  [
    'ConfigMap',
    'web_2',
    'must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "web_2"; write "web-2"',
  ],
  ['ClusterRole', 'a/b', 'must not hold "/" or "%" nor be "." or "..", got "a/b"; write a name such as "pod-reader"'],
])('refuses a %s named %s', (kind, name, problem) => {
  expect(findings(validObjectNames, object(kind, {}, { name }))).toEqual([
    `[${kind} shop/${name}] metadata.name ${problem} (valid-object-names)`,
  ]);
});

test('refuses a namespace that is no DNS label', () => {
  expect(findings(validObjectNames, object('ConfigMap', {}, { namespace: 'my.shop' }))).toEqual([
    `[ConfigMap my.shop/web] metadata.namespace must be ${label}, got "my.shop"; write "my-shop" (valid-object-names)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validObjectNames, optedOut(object('ConfigMap', {}, { name: 'web_2' }), validObjectNames))).toEqual(
    [],
  );
});

test.each<[string, object, string]>([
  ['Job', { completionMode: 'Indexed', completions: 11 }, 'x'.repeat(60)],
  ['CronJob', { jobTemplate: { spec: { completionMode: 'Indexed', completions: 2 } } }, 'x'.repeat(52)],
])('keeps the host names of an indexed %s within 63 characters', (kind, spec, longest) => {
  const named = (name: string) => findings(validObjectNames, object(kind, { spec }, { name }));
  expect(named(longest)).toEqual([]);
  expect(named('a.b')).toHaveLength(1);
  expect(named(`${longest}x`)).toHaveLength(1);
});

const generated = (kind: string, generateName: string) =>
  findings(validObjectNames, object(kind, {}, { name: `${generateName}*`, generateName }));

test.each([
  ['Job', 'schema-'],
  ['ConfigMap', 'a'],
  ['StatefulSet', 'web--'],
  ['Job', 'x'.repeat(200)],
  ['Role', 'System:'],
])('accepts a %s with the generateName %s', (kind, generateName) => {
  expect(generated(kind, generateName)).toEqual([]);
});

test.each([
  ['Job', 'Schema-', 'must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Schema"; write "schema"'],
  ['ConfigMap', 'a.', 'must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "a."; write "a"'],
  ['StatefulSet', 'a.b-', `must be ${label}, got "a.b-xxxxx"; write "a-b-xxxxx"`],
  ['CronJob', 'x'.repeat(48), `must have at most 52 characters, got "${'x'.repeat(53)}" with 53; write a shorter name`],
])('refuses a %s with the generateName %s', (kind, generateName, problem) => {
  expect(generated(kind, generateName)).toEqual([
    `[${kind} shop/${generateName}*] metadata.generateName ${problem} (valid-object-names)`,
  ]);
});
