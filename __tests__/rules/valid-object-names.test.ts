import { validObjectNames } from '../../lib/rules/valid-object-names';
import { findings, object, optedOut } from '../manifests';

test.each([
  ['ConfigMap', 'web.v2'],
  ['Deployment', `d${'x'.repeat(252)}`],
  ['StatefulSet', 'x'.repeat(52)],
  ['Service', 'web-2'],
  ['ClusterRole', 'system:node.Reader'],
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
  ['CronJob', 'web.v2', `must be ${label}, got "web.v2"; write "web-v2"`],
  ['Job', 'web.v2', `must be ${label}, got "web.v2"; write "web-v2"`],
  [
    'ConfigMap',
    'web_2',
    'must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "web_2"; write "web-2"',
  ],
  ['ClusterRole', 'a/b', 'must not hold "/" or "%" nor be "." or "..", got "a/b"; write a name such as "pod-reader"'],
])('refuses a %s named %s', (kind, name, problem) => {
  expect(findings(validObjectNames, object(kind, {}, { name }))).toEqual([
    `[${kind} shop/${name}] name ${problem} (valid-object-names)`,
  ]);
});

test('refuses a namespace that is no DNS label', () => {
  expect(findings(validObjectNames, object('ConfigMap', {}, { namespace: 'my.shop' }))).toEqual([
    `[ConfigMap my.shop/web] namespace must be ${label}, got "my.shop"; write "my-shop" (valid-object-names)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validObjectNames, optedOut(object('ConfigMap', {}, { name: 'web_2' }), validObjectNames))).toEqual(
    [],
  );
});
