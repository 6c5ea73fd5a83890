import { otherChanges } from '../../../lib/commands/grow/other-changes';
import { findingText } from '../../../lib/findings/finding';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { liveSet, rendered, small } from './growing-set';
import { PlayedCluster, PlayedState } from './played-cluster';

const context = { name: 'kind-dev', server: '' };
const between = (wanted: KubernetesManifest, more: Partial<PlayedState> = {}) => {
  new PlayedCluster(small, more);
  return otherChanges(wanted, liveSet('1Gi'), context);
};

test('are none if the sizes alone differ', async () => {
  expect(await between(rendered('2Gi'))).toEqual({ text: '', findings: [] });
});

test('are planned as an apply makes them', async () => {
  expect((await between(rendered('2Gi', { replicas: 3 }))).text).toMatch(
    /^ {2}left to the next apply:\n {4}~ StatefulSet shop\/web\n {8}spec\.replicas: 2 → 3\n/,
  );
});

test('leave the labels that a GitOps agent has added', async () => {
  const set = liveSet('1Gi');
  const labelled = { ...set, metadata: { ...set.metadata, labels: { agent: 'flux' } } };
  new PlayedCluster({ ...small, set: labelled });
  expect(await otherChanges(rendered('2Gi'), labelled, context)).toEqual({ text: '', findings: [] });
});

test('are findings if the API server refuses them', async () => {
  const complaints = { 'apply --dry-run': 'The StatefulSet "web" is invalid: spec: Forbidden: no' };
  const { text, findings } = await between(rendered('2Gi', { serviceName: 'b' }), { complaints });
  expect([text, ...findings.map(findingText)]).toEqual([
    '',
    '[StatefulSet shop/web] has another change that is refused, The StatefulSet "web" is invalid: spec: Forbidden: no; ' +
      'write what the cluster has, or recreate the StatefulSet first',
  ]);
});
