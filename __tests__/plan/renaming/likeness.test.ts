import { isAlike, isRelatedName, withName } from '../../../lib/plan/renaming/likeness';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';

const settings = (name: string, data: object) => object('ConfigMap', { data }, { name });
const web = (name: string, image: string, more: object = {}) =>
  object(
    'Deployment',
    { spec: { ...more, template: { spec: { containers: [{ name, image, args: [name, 'b'] }] } } } },
    { name },
  );
const run = (name: string, task: string, flag = '--all') =>
  object(
    'CronJob',
    {
      spec: {
        ...{
          schedule: '0 1 * * *',
          concurrencyPolicy: 'Forbid',
          successfulJobsHistoryLimit: 1,
          startingDeadlineSeconds: 9,
        },
        jobTemplate: {
          spec: {
            template: { spec: { containers: [{ name: 'run', image: 'tools:1', command: ['do', task, flag] }] } },
          },
        },
      },
    },
    { name },
  );

test.each<[string, KubernetesManifest, KubernetesManifest, boolean]>([
  ['settings of one content', settings('a', { x: '1', y: '2' }), settings('b', { x: '1', y: '2' }), true],
  ['settings of another content', settings('a', { x: '1', y: '2' }), settings('b', { x: '2', y: '3' }), false],
  ['one value that is common', settings('a', { debug: 'true' }), settings('b', { debug: 'true' }), false],
  ['one value under a longer name', settings('a', { debug: 'true' }), settings('a-x', { debug: 'true' }), true],
  [
    'files with another hash and some other lines',
    settings('app-abcdef1234', { f: 'a\nb\nc\nd' }),
    settings('app-1234abcdef', { f: 'a\nb\nX\nY' }),
    true,
  ],
  [
    'one value under another hash of kustomize',
    settings('app-7b2g59mh6t', { level: 'debug' }),
    settings('app-84hhk5bm9f', { level: 'info' }),
    true,
  ],
  ['workloads whose texts repeat their names', web('api', 'shop:1'), web('orders', 'shop:2'), true],
  ['workloads of one image that run other programs', run('worker', 'beat'), run('mailer', 'mail'), false],
  ['workloads of one image with another flag', run('worker', 'beat', '--a'), run('mailer', 'beat', '--b'), true],
  ['a task under a longer name', run('worker', 'beat'), run('worker-v2', 'mail'), true],
  ['workloads of other images', web('api', 'api:1'), web('orders', 'orders:1'), false],
  ['empty objects of other names', object('ServiceAccount'), object('ServiceAccount', {}, { name: 'x' }), false],
])('judges %s', (_, from, to, expected) => {
  expect(isAlike(from, to)).toBe(expected);
});

test('takes empty objects of a renamed workload for alike', () => {
  const workload = { from: web('api', 'shop:1'), to: web('orders', 'shop:1') };
  expect(
    isAlike(object('ServiceAccount', {}, { name: 'api' }), object('ServiceAccount', {}, { name: 'orders' }), workload),
  ).toBe(true);
});

test('replaces a name where it is a word', () => {
  expect(withName('api, api-0.api.shop, apis, myapi, http://api:80', 'api', 'orders')).toBe(
    'orders, orders-0.orders.shop, apis, myapi, http://orders:80',
  );
  expect(withName('a.b axb', 'a.b', '$&')).toBe('$& axb');
});

test.each([
  ['app-abcdef1234', 'app-1234abcdef', true],
  ['app-bcdfghkmtb', 'app-tmkhgfdcbt', true],
  ['user-settings', 'user-profiles', false],
  ['app', 'app-v2', true],
  ['app', 'site', false],
])('judges the names %s and %s', (one, other, expected) => {
  expect(isRelatedName(settings(one, {}), settings(other, {}))).toBe(expected);
});
