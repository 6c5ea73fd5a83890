import { checkManifests } from '../../../lib/checks/check-manifests';
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
  ['pods of other classes', quota({ pods: '0' }, { scopes: ['PriorityClass'] }), [web(2)]],
  ['finished pods, which are no pods', quota({ pods: '1' }), [report('1')]],
  [
    'one pod less for a time where none may be more',
    quota({ pods: '3' }),
    [web(3, '1m', { rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } })],
  ],
  ['pods that are off, and run as those of another object', quota({ 'limits.cpu': '1' }), [web(0)]],
  ['a number instead of a string', quota({ pods: 2 }), [web(2)]],
  ['what is no quantity, which is a wrong type', quota({ pods: 'many' }), [web(2)]],
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
    `${place}["requests.cpu"] must have room for the pods of the namespace, got 4300m of 4: Deployment web 8 × 500m, StatefulSet mongo 3 × 100m; write 4300m or more, or fewer or smaller pods`,
  ],
  [
    'too many pods',
    quota({ pods: '2' }),
    [web(3)],
    `${place}["pods"] must have room for the pods of the namespace, got 3 of 2: Deployment web 3; write 3 or more, or fewer pods`,
  ],
  [
    'too much storage',
    quota({ 'requests.storage': '20Gi' }),
    [set],
    `${place}["requests.storage"] must have room for the claims of the namespace, got 30Gi of 20Gi: StatefulSet mongo 3 × 10Gi; write 30Gi or more, or fewer or smaller claims`,
  ],
  [
    'a run that never starts',
    quota({ cpu: '2' }),
    [web(2), report('1500m')],
    `${place}["cpu"] must have room for a run of CronJob shop/report beside the pods that last, got 2500m of 2: 1 and 1500m; write 2500m or more, or fewer or smaller pods`,
  ],
  [
    'a rollout that never goes on',
    quota({ 'requests.memory': '128Mi' }),
    [web(2, '500m', rolling)],
    `${place}["requests.memory"] must have room for one more pod of Deployment shop/web, whose rollouts wait for it with maxUnavailable 0, got 192Mi of 128Mi: 128Mi and 64Mi; write 192Mi or more, or fewer or smaller pods`,
  ],
  [
    'a rollout of few pods with a part of them',
    quota({ pods: '3' }),
    [web(3, '500m', {})],
    `${place}["pods"] must have room for one more pod of Deployment shop/web, whose rollouts wait for it with a maxUnavailable of 25% of 3 pods, which is 0, got 4 of 3: 3 and 1; write 4 or more, or fewer pods`,
  ],
  [
    'too many objects of a kind',
    quota({ services: '1' }),
    [object('Service', {}, { name: 'a' }), object('Service', {}, { name: 'b' })],
    `${place}["services"] must have room for the objects of the namespace, got 2 of 1: Service a 1, Service b 1; write 2 or more, or fewer of them`,
  ],
  [
    'objects by their group',
    quota({ 'count/deployments.apps': '0' }),
    [web(0)],
    `${place}["count/deployments.apps"] must have room for the objects of the namespace, got 1 of 0: Deployment web 1; write 1 or more, or fewer of them`,
  ],
  [
    'the finished pods of a CronJob',
    quota({ 'count/pods': '3' }),
    [report('1')],
    `${place}["count/pods"] must have room for a run of CronJob shop/report beside the pods that last, got 4 of 3: 3 and 1; write 4 or more, or fewer pods`,
  ],
  [
    'pods in the scopes of the quota',
    quota({ pods: '1' }, { scopes: ['NotTerminating'] }),
    [web(2)],
    `${place}["pods"] must have room for the pods of the namespace, got 2 of 1: Deployment web 2; write 2 or more, or fewer pods`,
  ],
  [
    'less than nothing',
    quota({ 'requests.cpu': '-1' }),
    [],
    `${place}["requests.cpu"] must be a quantity from 0, got "-1"; write "10" or "4Gi"`,
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
    `${place}["limits.memory"] must have room for the pods of the namespace, got 3Gi of 2Gi: Deployment web 3 × 1Gi; write 3Gi or more, or fewer or smaller pods (no-exceeded-quota)`,
  ]);
});

test('notes the pods that an autoscaler never gets', () => {
  const spec = { maxReplicas: 9, scaleTargetRef: { kind: 'Deployment', name: 'web' } };
  const found = checkManifests(
    [quota({ pods: '3' }), web(1), object('HorizontalPodAutoscaler', { spec })],
    [noExceededQuota],
  );
  expect(found.map(({ level }) => level)).toEqual(['note']);
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
