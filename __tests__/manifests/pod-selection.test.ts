import { selectorText, selects, selectsByNoLabel, selectsPodsOf } from '../../lib/manifests/pod-selection';
import { object } from '../manifests';

const expression = (key: string, operator: string, ...values: readonly string[]) => ({
  matchExpressions: [{ key, operator, values }],
});

test.each<[object, boolean]>([
  [{}, true],
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'web', tier: 'front' } }, false],
  [expression('app', 'In', 'api', 'web'), true],
  [expression('app', 'In', 'api'), false],
  [expression('tier', 'In', 'front'), false],
  [expression('app', 'NotIn', 'api'), true],
  [expression('app', 'NotIn', 'web'), false],
  [expression('tier', 'NotIn', 'front'), true],
  [expression('app', 'Exists'), true],
  [expression('tier', 'Exists'), false],
  [expression('app', 'DoesNotExist'), false],
  [expression('tier', 'DoesNotExist'), true],
  [expression('app', 'Like', 'web'), false],
  [{ matchLabels: { app: 'web' }, ...expression('app', 'NotIn', 'web') }, false],
])('reads %j as the API server does', (selector, isSelected) => {
  expect(selects(selector, { app: 'web' })).toBe(isSelected);
});

test('tells selectors that ask for a label by its value', () => {
  const given = [{}, { matchLabels: {} }, expression('app', 'Exists'), { matchLabels: { app: 'web' } }];
  expect([...given, undefined].map(selectsByNoLabel)).toEqual([true, true, true, false, true]);
});

const kinds = (replicas?: number) => ({
  StatefulSet: object('StatefulSet', { spec: { replicas, template: {} } }),
  late: object('StatefulSet', { spec: { replicas: 2, ordinals: { start: 5 }, template: {} } }),
  DaemonSet: object('DaemonSet', { spec: { template: {} } }),
  Deployment: object('Deployment', { spec: { template: {} } }),
  Job: object('Job', { spec: { template: {} } }),
  CronJob: object('CronJob', { spec: { jobTemplate: { spec: { template: {} } } } }),
});

test.each<[keyof ReturnType<typeof kinds>, object, boolean]>([
  ['StatefulSet', { 'statefulset.kubernetes.io/pod-name': 'web-9' }, true],
  ['StatefulSet', { 'statefulset.kubernetes.io/pod-name': 'web-09' }, false],
  ['StatefulSet', { 'statefulset.kubernetes.io/pod-name': 'api-0' }, false],
  ['StatefulSet', { 'apps.kubernetes.io/pod-index': '0' }, true],
  ['late', { 'apps.kubernetes.io/pod-index': '4' }, false],
  ['late', { 'statefulset.kubernetes.io/pod-name': 'web-6' }, true],
  ['late', { 'statefulset.kubernetes.io/pod-name': 'web-7' }, false],
  ['DaemonSet', { 'controller-revision-hash': '5d4f' }, true],
  ['DaemonSet', { 'pod-template-hash': '5d4f' }, false],
  ['Deployment', { 'pod-template-hash': '5d4f' }, true],
  ['Deployment', { 'statefulset.kubernetes.io/pod-name': 'web-0' }, false],
  ['Job', { 'batch.kubernetes.io/job-name': 'web' }, true],
  ['Job', { 'job-name': 'api' }, false],
  ['CronJob', { 'job-name': 'web-29927672' }, true],
])('knows which labels Kubernetes adds to the pods of a %s: %j', (kind, matchLabels, isSelected) => {
  expect(selectsPodsOf({ matchLabels }, kinds()[kind])).toBe(isSelected);
});

test.each<[object, boolean]>([
  [expression('apps.kubernetes.io/pod-index', 'NotIn', '0'), true],
  [expression('apps.kubernetes.io/pod-index', 'In', '7', '1'), true],
  [expression('apps.kubernetes.io/pod-index', 'In', '7'), false],
  [expression('apps.kubernetes.io/pod-index', 'Exists'), true],
  [expression('apps.kubernetes.io/pod-index', 'DoesNotExist'), false],
])('reads %j for labels that are added', (selector, isSelected) => {
  expect(selectsPodsOf(selector, kinds(3).StatefulSet)).toBe(isSelected);
});

test.each([
  [{ matchLabels: { app: 'web', tier: 'front' } }, 'app=web,tier=front'],
  [
    {
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'a', operator: 'In', values: ['b', 'c'] },
        { key: 'd', operator: 'NotIn', values: ['e'] },
        { key: 'f', operator: 'Exists' },
        { key: 'g', operator: 'DoesNotExist' },
      ],
    },
    'app=web,a in (b,c),d notin (e),f,!g',
  ],
  [{}, ''],
  [undefined, ''],
])('writes %j as kubectl does', (selector, text) => {
  expect(selectorText(selector)).toBe(text);
});
