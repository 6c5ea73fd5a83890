import { folderStates } from '../../lib/status/folder-states';
import { reasonText } from '../../lib/status/view/object-state';
import { brokenCluster, live, object, view } from './played-view';

const statesOf = (parts: Parameters<typeof view>[0]) =>
  folderStates(view(parts)).map(({ state, object: { kind, metadata }, reasons }) =>
    [state, kind, metadata.name, ...reasons.map(reasonText)].join(' '),
  );

test('says the state of every object in the order of the folder', () => {
  const wanted = [
    live('ConfigMap', 'half'),
    live('Service', 'no-pods'),
    live('Deployment', 'healthy'),
    live('Job', 'job-late'),
  ];
  expect(statesOf({ ...brokenCluster, wanted })).toEqual([
    'ready ConfigMap half',
    'broken Service no-pods no pod has the labels of its selector, app=nobody',
    'ready Deployment healthy',
    'broken Job job-late has failed, it took longer than activeDeadlineSeconds, 5 s',
  ]);
});

const config = object('v1', 'ConfigMap', 'a');

test('tells an object that is missing from one that may not be read, and from one of an unknown kind', () => {
  const widget = object('example.com/v1', 'Widget', 'w');
  expect(statesOf({ wanted: [config] })).toEqual(['broken ConfigMap a is not in the cluster']);
  expect(statesOf({ wanted: [config], unread: new Set(['ConfigMap shop']) })).toEqual([
    'unread ConfigMap a may not be read',
  ]);
  expect(statesOf({ wanted: [widget], unserved: new Set(['Widget']) })).toEqual([
    'broken Widget w the cluster does not know the kind Widget; install its CustomResourceDefinition',
  ]);
});

test('does not miss what is deleted by itself after its end', () => {
  const job = object('batch/v1', 'Job', 'migrate', { spec: { ttlSecondsAfterFinished: 60 } });
  const hook = object('batch/v1', 'Job', 'hook', { metadata: { annotations: { 'helm.sh/hook': 'pre-install' } } });
  expect(statesOf({ wanted: [job, hook, object('batch/v1', 'Job', 'lasting')] })).toEqual([
    'ready Job migrate is not there: it is deleted 60 s after its end',
    'ready Job hook is a hook, which is there while it runs',
    'broken Job lasting is not in the cluster',
  ]);
});

test('says of an object that is being deleted nothing else', () => {
  const metadata = { deletionTimestamp: '2026-11-27T14:00:00Z', finalizers: ['example.com/hold'] };
  expect(statesOf({ wanted: [config], objects: [object('v1', 'ConfigMap', 'a', { metadata })] })).toEqual([
    'broken ConfigMap a is being deleted since 2026-11-27T14:00:00Z, and the finalizer example.com/hold holds it; its controller removes it, if it runs',
  ]);
});
