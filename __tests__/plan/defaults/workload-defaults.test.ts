import { defaultOf } from '../../../lib/plan/defaults/defaults';
import { workloadDefaults } from '../../../lib/plan/defaults/workload-defaults';
import { plannedChanges } from '../../../lib/plan/plan';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { deployment, object } from '../../manifests';

const specOf = (kind: string) => defaultOf(workloadDefaults[kind], 'spec', {});

test('has a rolling update only where the type is one', () => {
  const strategy = defaultOf(specOf('Deployment'), 'strategy', {});
  expect(
    [{}, { type: 'RollingUpdate' }, { type: 'Recreate' }].map((it) => defaultOf(strategy, 'rollingUpdate', it)),
  ).toEqual([{ maxSurge: '25%', maxUnavailable: '25%' }, { maxSurge: '25%', maxUnavailable: '25%' }, undefined]);
});

test('has one completion of a Job unless its parallelism is stated', () => {
  expect([{}, { parallelism: 2 }].map((spec) => defaultOf(specOf('Job'), 'completions', spec))).toEqual([1, undefined]);
});

test('selects by the labels of the pods where an old version needed no selector', () => {
  const old = { ...deployment({}), apiVersion: 'extensions/v1beta1' };
  const spec = { ...((old as KubernetesManifest)['spec'] as object), selector: { matchLabels: { app: 'web' } } };
  expect(
    plannedChanges([old], [object('Deployment', { spec })]).map(({ fields, effects }) => [fields, effects]),
  ).toEqual([[[{ path: ['apiVersion'], before: 'extensions/v1beta1', after: 'apps/v1' }], []]]);
});

test.each(['Deployment', 'DaemonSet', 'ReplicaSet', 'ReplicationController'])(
  'has no default for a part of the selector of a %s that is written',
  (kind) => {
    const template = { metadata: { labels: { app: 'web', tier: 'a' } } };
    const selecting = (labels: object) => ({
      ...object(kind, {
        spec: { selector: kind === 'ReplicationController' ? labels : { matchLabels: labels }, template },
      }),
      apiVersion: kind === 'ReplicationController' ? 'v1' : 'apps/v1',
    });
    expect(plannedChanges([selecting({ app: 'web' })], [selecting({ tier: 'a' })])).toHaveLength(1);
  },
);
