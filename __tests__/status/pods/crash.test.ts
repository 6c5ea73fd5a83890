import { containersOf } from '../../../lib/status/pods/containers';
import { crashTrouble, explainingLog } from '../../../lib/status/pods/crash';
import { brokenCluster, live, object, view } from '../played-view';

function container(status: object, spec: object = {}) {
  const pod = object('v1', 'Pod', 'web-1', {
    spec: { containers: [{ name: 'web', ...spec }] },
    status: { containerStatuses: [{ name: 'web', restartCount: 1, ...status }] },
  });
  const [found] = containersOf(pod);
  if (found === undefined) throw new Error('no container');
  return found;
}
const ended = (exitCode: number, more: object = {}) => ({ lastState: { terminated: { exitCode, ...more } } });
const backOff = { state: { waiting: { reason: 'CrashLoopBackOff' } } };

test.each([
  [{ ...backOff, ...ended(137, { reason: 'OOMKilled' }) }, 'killed for using more memory than the node has, 1 restart'],
  [{ ...backOff, ...ended(0, { reason: 'Completed' }) }, 'ended with exit code 0, 1 restart'],
  [{ ...backOff, ...ended(143) }, 'was killed, 1 restart'],
  [{ ...backOff, ...ended(1, { message: 'no database.\nat main' }) }, 'ended with exit code 1: no database, 1 restart'],
  [{ state: { running: {} }, ...ended(2) }, 'ended with exit code 2, 1 restart'],
])('says how a container of the status %j ended', (status, text) => {
  expect(crashTrouble(container(status), view())?.text).toBe(`container web: ${text}`);
});

test('an end with code 0, or of long ago, is no trouble', () => {
  expect(crashTrouble(container({ state: { running: {} }, ready: true, ...ended(1) }), view())).toBeUndefined();
  expect(crashTrouble(container({ state: { terminated: { exitCode: 0 } } }), view())).toBeUndefined();
});

test('names the log that explains it: of this run or of the one before; none for a program that did not start', () => {
  const places = ['crash', 'not-alive', 'no-program', 'healthy'].map((name) => {
    const [first] = containersOf(live('Pod', name));
    return first && explainingLog(first)?.isPrevious;
  });
  expect(places).toEqual([false, true, undefined, undefined]);
});

test('hides secrets in the log', () => {
  const [first] = containersOf(live('Pod', 'crash'));
  if (first === undefined) throw new Error('no container');
  const log = {
    ...explainingLog(first),
    namespace: 'shop',
    pod: first.pod.metadata.name,
    container: 'main',
    isPrevious: false,
  };
  const lines = ['connecting to mongodb://app:s3cr3tpassw0rd@mongo:27017'];
  expect(crashTrouble(first, { ...brokenCluster, logs: [{ ...log, lines }] })?.lines).toEqual([
    'connecting to mongodb://app:(hidden)@mongo:27017',
  ]);
});
