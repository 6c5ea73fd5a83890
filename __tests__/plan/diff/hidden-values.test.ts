import { randomBytes } from 'node:crypto';
import { formattedPlan, planFormats } from '../../../lib/plan/output/plan-format';
import { redactedWords } from '../../../lib/plan/diff/hidden-values';
import { EnvironmentPlan, plannedChanges } from '../../../lib/plan/plan';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { deployment, object } from '../../manifests';

const secret = randomBytes(16).toString('hex');
const value = (text: string) => deployment({ env: [{ name: 'DB_PASSWORD', value: text }] });
const twice = (text: string) =>
  deployment({
    env: [
      { name: 'DB_PASSWORD', value: 'x' },
      { name: 'DB_PASSWORD', value: text },
    ],
  });

test.each<[string, KubernetesManifest, KubernetesManifest]>([
  ['data of a Secret', object('Secret', { data: { a: 'eA==' } }), object('Secret', { data: { a: secret } })],
  ['data that a Secret gets', object('Secret'), object('Secret', { stringData: { a: secret } })],
  ['data that a Secret loses', object('Secret', { data: { a: secret } }), object('Secret')],
  ['a variable whose name promises a secret', value('before'), value(secret)],
  [
    'a container with such a variable',
    object('Deployment', { spec: { template: { spec: { containers: [] } } } }),
    value(secret),
  ],
  ['one of several variables with such a name', twice('before'), twice(secret)],
  [
    'a URI with a password',
    object('ConfigMap', { data: { a: '' } }),
    object('ConfigMap', { data: { a: `mongodb://a:${secret}@db` } }),
  ],
  [
    'a text of several lines',
    object('ConfigMap', { data: { a: '' } }),
    object('ConfigMap', { data: { a: `a: 1\npassword: ${secret}\n` } }),
  ],
  ['an argument', deployment({ args: [] }), deployment({ args: [`--db-password=${secret}`] })],
  ['an argument after its option', deployment({ args: [] }), deployment({ args: ['--db-password', secret] })],
  [
    'the command of a Job',
    object('Job', { spec: { template: { spec: { containers: [] } } } }),
    object('Job', { spec: { template: { spec: { containers: [{ command: ['run', `--token=${secret}`] }] } } } }),
  ],
  [
    'what kubectl remembers',
    object('ConfigMap'),
    object('ConfigMap', {}, { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': secret } }),
  ],
])('never shows %s', (_, before, after) => {
  const plans: EnvironmentPlan[] = [{ title: 'shop', changes: plannedChanges([before], [after]) }];
  const outputs = planFormats.map((format) => formattedPlan(plans, format));
  expect(plans[0]?.changes).toHaveLength(1);
  expect(outputs.join('')).not.toContain(secret);
});

test('says without the values of a Secret that they differ', () => {
  const plans = [
    {
      title: 'shop',
      changes: plannedChanges([object('Secret', { data: { a: 'eA==' } })], [object('Secret', { data: { a: secret } })]),
    },
  ];
  const json = JSON.parse(formattedPlan(plans, 'json')) as { environments: { changes: { fields: unknown[] }[] }[] };
  expect(json.environments[0]?.changes[0]?.fields).toEqual([{ path: 'data.a', before: '(hidden)', after: '(hidden)' }]);
});

test('shows what only sounds like a secret', () => {
  const variable = (text: string) => deployment({ env: [{ name: 'PASSWORD_FILE', value: text }] });
  const plans = [{ title: 'shop', changes: plannedChanges([variable('/a')], [variable('/b')]) }];
  expect(formattedPlan(plans, 'text')).toContain('env[PASSWORD_FILE].value: "/a" → "/b"');
});

test('shows the words of a command but for secrets', () => {
  expect(redactedWords(['mysql', '--user', 'shop', '--password', secret, '--port', 3306])).toEqual([
    'mysql',
    '--user',
    'shop',
    '--password',
    '(hidden)',
    '--port',
    '3306',
  ]);
});
