import { rolloutReading, unseen } from '../../../lib/status/workloads/pods-reading';
import { live, object, said, view, warning } from '../played-view';

const owner = object('apps/v1', 'StatefulSet', 'db', { spec: { replicas: 2 } });
const none = { wanted: 2, done: 0, existing: 0, updated: 0 };

test('repeats what the controller was told about its pods, as long as pods are missing', () => {
  const warnings = [warning(owner, 'FailedCreate', 'pods "db-0" is forbidden: no')];
  expect(said(rolloutReading(owner, [], none, view({ warnings })))).toEqual([
    'pod-refused: its pods are refused: no > kubectl describe statefulset.apps db --namespace shop',
  ]);
  expect(said(rolloutReading(owner, [], { ...none, existing: 2, updated: 2 }, view({ warnings })))).toEqual([
    'waits: its pods are ready, but not for minReadySeconds yet',
  ]);
});

test('says that the pods may not be read', () => {
  expect(said(rolloutReading(owner, [], none, view({ unread: new Set(['Pod shop']) })))).toEqual([
    'waits: its pods may not be read',
  ]);
});

test('a controller has seen the newest version once it has observed its generation', () => {
  expect(unseen(live('Deployment', 'healthy'))).toBeUndefined();
});
