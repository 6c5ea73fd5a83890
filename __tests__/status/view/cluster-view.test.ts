import {
  listKey,
  liveNamed,
  liveObject,
  logOf,
  ownedBy,
  warningsOf,
  wasRead,
} from '../../../lib/status/view/cluster-view';
import { brokenCluster, live, object, view, warning } from '../played-view';

test('finds the live object of a manifest, in another version too, and one that turns out to live in no namespace', () => {
  const wanted = object('networking.k8s.io/v1beta1', 'Ingress', 'no-ingress-class');
  expect(liveObject(brokenCluster, wanted)).toBe(live('Ingress', 'no-ingress-class'));
  const policy = object('example.com/v1', 'Policy', 'p', { metadata: { namespace: undefined } });
  expect(liveObject(view({ objects: [policy] }), object('example.com/v1', 'Policy', 'p'))).toBe(policy);
});

test('finds the newest object of a name that the API server completed', () => {
  const job = (name: string, creationTimestamp?: string) =>
    object('batch/v1', 'Job', name, { metadata: { generateName: 'migrate-', creationTimestamp } });
  const objects = ['1', '3', '2'].map((second) => job(`migrate-${second}`, `2026-11-27T12:00:0${second}Z`));
  expect(liveObject(view({ objects }), job('migrate-*'))?.metadata.name).toBe('migrate-3');
});

test('finds objects by their names and their owners', () => {
  expect(liveNamed(brokenCluster, 'PersistentVolumeClaim', 'shop', 'no-class')).toBe(
    live('PersistentVolumeClaim', 'no-class'),
  );
  expect(ownedBy(brokenCluster, live('Job', 'job-fails'), 'Pod')).toEqual([live('Pod', 'job-fails')]);
});

test('gives the warnings about an object of this life, the newest first', () => {
  expect(
    warningsOf(brokenCluster, live('Pod', 'not-alive'), /^Unhealthy$/, 'main').map((each) => each.slice(0, 9)),
  ).toEqual(expect.arrayContaining(['Readiness', 'Liveness ']));
  const pod = object('v1', 'Pod', 'web-1', { metadata: { uid: 'new' } });
  const at = (lastTimestamp: string, uid: string) => ({
    ...warning(pod, 'Failed', `${uid} ${lastTimestamp}`, { uid }),
    lastTimestamp,
  });
  const warnings = [
    at('2026-11-27T12:00:01Z', 'new'),
    at('2026-11-27T12:00:02Z', 'new'),
    at('2026-11-27T12:00:03Z', 'old'),
  ];
  expect(warningsOf(view({ warnings }), pod)).toEqual(['new 2026-11-27T12:00:02Z', 'new 2026-11-27T12:00:01Z']);
});

test('knows which lists and logs were read', () => {
  const log = { namespace: 'shop', pod: 'web-1', container: 'web', isPrevious: false, lines: ['a'] };
  const some = view({ unread: new Set([listKey('Pod', 'shop')]), logs: [log] });
  expect([wasRead(some, 'Pod', 'shop'), wasRead(some, 'Pod', 'other')]).toEqual([false, true]);
  expect([logOf(some, object('v1', 'Pod', 'web-1'), 'web'), logOf(some, object('v1', 'Pod', 'web-1'), 'b')]).toEqual([
    ['a'],
    undefined,
  ]);
});
