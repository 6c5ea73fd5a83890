import { topologyAnnotation } from '../../lib/mongo/agent/contract';
import { folderStates } from '../../lib/status/folder-states';
import { questionsOf } from '../../lib/status/questions';
import { brokenCluster, live, object, view } from './played-view';

test('asks for the events of namespaces in which something is not ready, and for no others', () => {
  const ready = { ...brokenCluster, wanted: [live('ConfigMap', 'half')] };
  const broken = { ...brokenCluster, wanted: [live('Deployment', 'crash')] };
  expect([ready, broken].map((each) => questionsOf(each, folderStates(each)).warnings)).toEqual([[], ['shop']]);
});

test('asks for one log of each container that has ended and should not have', () => {
  const logs = questionsOf(brokenCluster, []).logs.map(
    ({ pod, container }) => `${pod.replace(/-\w+$/, '')} ${container}`,
  );
  expect(logs).toEqual([
    'crash-5fcc7f6cbd main',
    'init-fails-78857b57d5 schema',
    'job-fails main',
    'not-alive-5975c65b49 main',
    'out-of-memory-589c98958d main',
  ]);
});

test('asks the members of a MongoStatefulSet that run', () => {
  const set = object('apps/v1', 'StatefulSet', 'mongo', {
    metadata: { uid: 'u', annotations: { [topologyAnnotation]: 'a' } },
  });
  const member = (name: string, status: object) =>
    object('v1', 'Pod', name, {
      metadata: { ownerReferences: [{ uid: 'u' }] },
      spec: { containers: [{ name: 'mongod' }] },
      status,
    });
  const objects = [set, member('mongo-0', { containerStatuses: [{ name: 'mongod' }] }), member('mongo-1', {})];
  expect(questionsOf(view({ objects }), []).members.map(({ metadata }) => metadata.name)).toEqual(['mongo-0']);
});
