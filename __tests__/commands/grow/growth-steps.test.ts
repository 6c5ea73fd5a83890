import { controllerOf, isEnding, LiveSet, remainingSteps, Step } from '../../../lib/commands/grow/growth-steps';
import { replacementOf } from '../../../lib/commands/grow/kept-set';
import { liveClaim, liveSet, mountPending, small } from './growing-set';

const sizes = new Map([['data', '2Gi']]);
const grown = [liveClaim(0, '2Gi'), liveClaim(1, '2Gi')];
const kept = replacementOf(liveSet('1Gi'), sizes);
const ending = { ...liveSet('1Gi'), metadata: { ...liveSet('1Gi').metadata, deletionTimestamp: 'now' } };
const recreated = (status: object = {}) => {
  const set = liveSet('2Gi', {}, status);
  return {
    ...set,
    metadata: { ...set.metadata, managedFields: [{ manager: 'cdk8s-backend-grow', operation: 'Update' }] },
  };
};

/** A step in short: kubectl's verb and object, or what is waited for. */
function short({ command, text }: Step): string {
  const [verb, ...rest] = (command ?? []).filter(
    (word, at, all) => word !== '--namespace' && all[at - 1] !== '--namespace',
  );
  if (verb === undefined) return `wait: ${text}`;
  return `${verb} ${rest.filter((word) => /^(?:persistent|data-|statefulset|configmap)/.test(word)).join(' ')}`.trim();
}

const again = ['delete statefulset', 'wait: StatefulSet web is being deleted, and its pods are kept'];
const rest = ['create', 'replace', "wait: all pods of web are the new StatefulSet's", 'delete configmap'];

test.each<[string, LiveSet, readonly string[]]>([
  ['nothing for a StatefulSet that is not there', { set: undefined, kept: undefined, claims: [] }, []],
  ['nothing for one that has its sizes', { set: liveSet('2Gi'), kept: undefined, claims: grown }, []],
  [
    'first the claims, then the StatefulSet',
    { ...small, claims: [liveClaim(0, '1Gi'), liveClaim(1, '1Gi'), liveClaim(7, '1Gi')] },
    [
      'patch persistentvolumeclaim data-web-0 data-web-1 data-web-7',
      'wait: data-web-0 has 1Gi of 2Gi, data-web-1 has 1Gi of 2Gi, data-web-7 has 1Gi of 2Gi',
      'apply',
      ...again,
      ...rest,
    ],
  ],
  [
    'the claims that are small, and a wait for those that are not grown',
    { ...small, claims: [liveClaim(0, '2Gi', '1Gi', mountPending), liveClaim(1, '1Gi')] },
    [
      'patch persistentvolumeclaim data-web-1',
      'wait: data-web-0 has 1Gi of 2Gi (FileSystemResizePending), data-web-1 has 1Gi of 2Gi',
      'apply',
      ...again,
      ...rest,
    ],
  ],
  [
    'the claims alone, where the StatefulSet has the size',
    { ...small, set: liveSet('2Gi'), claims: [liveClaim(0, '1Gi', '2Gi')] },
    ['patch persistentvolumeclaim data-web-0'],
  ],
  ['the StatefulSet alone, where the claims have it', { ...small, claims: grown }, ['apply', ...again, ...rest]],
  [
    'no recreation before all pods are ready',
    { set: liveSet('1Gi', {}, { readyReplicas: 1 }), kept: undefined, claims: grown },
    ['wait: 1 of 2 pods of web are ready', 'apply', ...again, ...rest],
  ],
  ['the deletion once the StatefulSet is kept', { ...small, kept, claims: grown }, [...again, ...rest]],
  [
    'another ConfigMap if the StatefulSet has changed since',
    { ...small, set: liveSet('1Gi', { replicas: 3 }, { replicas: 3, readyReplicas: 3 }), kept, claims: grown },
    ['apply', ...again, ...rest],
  ],
  ['the rest of a deletion', { set: ending, kept, claims: grown }, [...again.slice(1), ...rest]],
  ['nothing for a deletion by others', { set: ending, kept: undefined, claims: grown }, []],
  ['the creation of what is kept', { set: undefined, kept, claims: [] }, rest],
  ['the managers of its fields', { set: recreated(), kept, claims: grown }, ['replace', 'delete configmap']],
  [
    'a wait until the new StatefulSet has its pods',
    { set: recreated({ replicas: 0 }), kept, claims: grown },
    ['replace', 'wait: web has 0 of 2 pods', 'delete configmap'],
  ],
  ['the end of the ConfigMap', { set: liveSet('2Gi'), kept, claims: grown }, ['delete configmap']],
])('are %s', (_, live, expected) => {
  expect(remainingSteps(sizes, live).map(short)).toEqual(expected);
});

test('create what is kept, and give it back its managers', () => {
  const [create] = remainingSteps(sizes, { set: undefined, kept, claims: [] });
  expect(create).toMatchObject({
    command: [
      'create',
      '--raw',
      '/apis/apps/v1/namespaces/shop/statefulsets?fieldManager=cdk8s-backend-grow',
      '--filename',
      '-',
    ],
    input: { metadata: { name: 'web' }, spec: liveSet('2Gi')['spec'] },
  });
  const [restore] = remainingSteps(sizes, { set: recreated(), kept, claims: grown });
  expect(restore).toMatchObject({
    command: ['replace', '--raw', '/apis/apps/v1/namespaces/shop/statefulsets/web', '--filename', '-'],
    input: {
      metadata: {
        resourceVersion: '1',
        managedFields: [{ manager: 'kubectl-client-side-apply' }, { manager: 'kubectl-rollout' }],
      },
    },
  });
});

test('keep the pods of the StatefulSet that they delete', () => {
  const [, remove] = remainingSteps(sizes, { ...small, claims: grown });
  expect(remove?.command).toEqual([
    'delete',
    'statefulset',
    'web',
    '--namespace',
    'shop',
    '--cascade=orphan',
    '--wait=false',
  ]);
});

test('grow all claims of a size by one command, which can be tried', () => {
  const [patch] = remainingSteps(sizes, { ...small, claims: [liveClaim(0, '1Gi'), liveClaim(1, '2Gi')] });
  const names = ['patch', 'persistentvolumeclaim', 'data-web-0', '--namespace', 'shop'];
  const command = [...names, '--patch', '{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}'];
  expect(patch).toEqual({ command, trial: { command: [...command, '--dry-run=server'] }, text: '' });
});

test('try the creation and the managers by requests that change nothing', () => {
  const trials = remainingSteps(sizes, { ...small, claims: grown }).flatMap(({ trial }) => trial ?? []);
  const path = '/apis/apps/v1/namespaces/shop/statefulsets';
  expect(trials.map(({ command }) => command.find((word) => word.startsWith('/')))).toEqual([
    undefined,
    undefined,
    `${path}?fieldManager=cdk8s-backend-grow&dryRun=All`,
    `${path}/web?dryRun=All`,
    undefined,
  ]);
  expect(trials[3]?.input).toEqual(small.set);
});

test('know a StatefulSet that ends, and the controller that owns one', () => {
  expect([ending, liveSet('1Gi')].map(isEnding)).toEqual([true, false]);
  const ownerReferences = [
    { kind: 'Service', name: 'a' },
    { kind: 'Prometheus', name: 'k8s', controller: true },
  ];
  const owned = { ...liveSet('1Gi'), metadata: { ...liveSet('1Gi').metadata, ownerReferences } };
  expect([owned, liveSet('1Gi')].map(controllerOf)).toEqual(['Prometheus k8s', undefined]);
});
