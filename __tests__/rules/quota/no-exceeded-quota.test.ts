import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { noExceededQuota } from '../../../lib/rules/quota/no-exceeded-quota';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const quota = (hard: object, spec: object = {}) => object('ResourceQuota', { spec: { hard, ...spec } });
const template = (requests: object, limits?: object) => ({
  spec: { containers: [{ name: 'main', resources: { requests, limits } }] },
});
const web = (replicas: number, cpu = '500m', strategy: object = { type: 'Recreate' }) =>
  object('Deployment', { spec: { replicas, strategy, template: template({ cpu, memory: '64Mi' }) } });
const rolling = { rollingUpdate: { maxUnavailable: 0, maxSurge: 2 } };
const set = object(
  'StatefulSet',
  { spec: { replicas: 3, template: template({ cpu: '100m' }), volumeClaimTemplates: [claim('10Gi')] } },
  { name: 'mongo' },
);
const report = (cpu: string) =>
  object('CronJob', { spec: { jobTemplate: { spec: { template: template({ cpu }) } } } }, { name: 'report' });

function claim(storage: string): object {
  return { spec: { resources: { requests: { storage } } } };
}

test.each([
  ['what fits exactly', quota({ 'requests.cpu': '1800m', pods: '6' }), [web(3), set]],
  ['fractions that fit exactly', quota({ cpu: '300m' }), [set]],
  ['a run beside the pods that last', quota({ cpu: '2' }), [web(2), report('1')]],
  [
    'two Jobs, each of which has room',
    quota({ cpu: '2' }),
    [web(2), report('1'), { ...report('1'), metadata: { name: 'b', namespace: 'shop' } }],
  ],
  ['a rollout pod by pod', quota({ cpu: '1500m' }), [web(2, '500m', rolling)]],
  [
    'a rollout for which one pod goes first',
    quota({ cpu: '1' }),
    [web(2, '500m', { rollingUpdate: { maxUnavailable: 1 } })],
  ],
  ['a quota of some pods', quota({ pods: '0' }, { scopes: ['BestEffort'] }), [web(2)]],
  [
    'what is not counted here',
    quota({ 'count/secrets': '0', 'gold.storageclass.storage.k8s.io/requests.storage': '0' }),
    [set],
  ],
  ['a number instead of a string', quota({ pods: 2 }), [web(2)]],
  ['a quota without objects', quota({ pods: '0' }), []],
  [
    'a quota of another namespace',
    { ...quota({ pods: '0' }), metadata: { name: 'web', namespace: 'other' } },
    [web(2)],
  ],
])('accepts %s', (_, given, objects) => {
  expect(findings(noExceededQuota, given, ...objects)).toEqual([]);
});

const place = '[ResourceQuota shop/web] spec.hard';

test.each<[string, KubernetesManifest, readonly KubernetesManifest[], string]>([
  [
    'more than fits',
    quota({ 'requests.cpu': '4' }),
    [web(8), set],
    `${place}["requests.cpu"] must have room for the pods and claims of the namespace, got 4300m of 4: Deployment web 8 × 500m, StatefulSet mongo 3 × 100m; write 4300m or more, or fewer and smaller pods`,
  ],
  [
    'too many pods',
    quota({ pods: '2' }),
    [web(3)],
    `${place}["pods"] must have room for the pods and claims of the namespace, got 3 of 2: Deployment web 3; write 3 or more, or fewer and smaller pods`,
  ],
  [
    'too much storage',
    quota({ 'requests.storage': '20Gi' }),
    [set],
    `${place}["requests.storage"] must have room for the pods and claims of the namespace, got 30Gi of 20Gi: StatefulSet mongo 3 × 10Gi; write 30Gi or more, or fewer and smaller pods`,
  ],
  [
    'a run that never starts',
    quota({ cpu: '2' }),
    [web(2), report('1500m')],
    `${place}["cpu"] must have room for a run of CronJob shop/report beside the pods that last, got 2500m of 2: 1 and 1500m; write 2500m or more, or fewer and smaller pods`,
  ],
  [
    'a rollout that never goes on',
    quota({ 'requests.memory': '128Mi' }),
    [web(2, '500m', rolling)],
    `${place}["requests.memory"] must have room for one more pod of Deployment shop/web, whose rollouts wait for it with maxUnavailable 0, got 192Mi of 128Mi: 128Mi and 64Mi; write 192Mi or more, or fewer and smaller pods`,
  ],
  [
    'pods that do not state what is counted',
    quota({ 'limits.memory': '1Gi', 'limits.cpu': '1' }),
    [web(2)],
    '[Deployment shop/web] spec.template.spec must have limits.memory in every container, as ResourceQuota shop/web counts it, got container main without; write it, or a LimitRange with a default',
  ],
])('refuses %s', (_, given, objects, finding) => {
  expect(findings(noExceededQuota, given, ...objects)).toEqual([`${finding} (no-exceeded-quota)`]);
});

test('counts the defaults of a LimitRange', () => {
  const bare = object('Deployment', { spec: { replicas: 3, template: { spec: { containers: [{ name: 'main' }] } } } });
  const range = object('LimitRange', { spec: { limits: [{ type: 'Container', default: { memory: '1Gi' } }] } });
  expect(findings(noExceededQuota, quota({ 'limits.memory': '2Gi' }), range, bare)).toEqual([
    `${place}["limits.memory"] must have room for the pods and claims of the namespace, got 3Gi of 2Gi: Deployment web 3 × 1Gi; write 3Gi or more, or fewer and smaller pods (no-exceeded-quota)`,
  ]);
});

test('names the largest shares', () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => ({
    ...web(index + 1),
    metadata: { name, namespace: 'shop' },
  }));
  expect(findings(noExceededQuota, quota({ pods: '20' }), ...many).join()).toContain(
    '21 of 20: Deployment f 6, Deployment e 5, Deployment d 4, Deployment c 3, 2 more;',
  );
});

test('lets an object through that says why', () => {
  expect(findings(noExceededQuota, optedOut(quota({ pods: '0' }), noExceededQuota), web(2))).toEqual([]);
});
