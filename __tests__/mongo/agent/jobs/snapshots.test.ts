import { snapshot } from '../../../../lib/mongo/agent/jobs/snapshots';
import { mongosh } from '../mongosh';
import { dumpSettings } from './dump-job';

interface VolumeSnapshot {
  readonly metadata: { readonly name: string; readonly creationTimestamp: string };
  status?: object;
}

const now = new Date('2026-01-04T03:00:00.123Z');
const list = '/apis/snapshot.storage.k8s.io/v1/namespaces/shop/volumesnapshots';

function snapshotOf(day: string, status: object = { readyToUse: true }): VolumeSnapshot {
  const creationTimestamp = `2026-01-${day}T03:00:00Z`;
  return { metadata: { name: `mongo-2026-01-${day}t03-00-00z`, creationTimestamp }, status };
}

/** The place in the oplog that `hello` returns. */
function lastWrite(term: number, timestamp: number): object {
  const long = (value: number) => ({ value, compare: (other: { value: number }) => Math.sign(value - other.value) });
  return { opTime: { t: long(term), ts: long(timestamp) } };
}

/** A cluster's snapshots. A new one has these states one after the other, as it is looked at; a text is the API server's refusal. */
async function made(given: readonly VolumeSnapshot[], states: readonly (object | string)[], className?: string) {
  const snapshots = [...given];
  const asked: unknown[] = [];
  const remaining = [...states];
  let seconds = 0;
  const call = (method: string, path: string, object?: object) => {
    if (method !== 'GET') asked.push(object ?? path);
    if (method === 'DELETE')
      snapshots.splice(
        snapshots.findIndex(({ metadata }) => path.endsWith(metadata.name)),
        1,
      );
    if (method === 'POST') snapshots.push({ ...(object as VolumeSnapshot) });
    if (method !== 'GET') return Promise.resolve({});
    if (path === `${list}?labelSelector=app%3Dmongo-snapshots`) return Promise.resolve({ items: snapshots });
    const state = remaining.length > 1 ? remaining.shift() : remaining[0];
    if (typeof state === 'string') return Promise.reject(new Error(state));
    Object.assign(snapshots.at(-1) ?? {}, { status: state });
    return Promise.resolve({ ...snapshots.at(-1), status: state });
  };
  const pause = (milliseconds: number) => {
    seconds += milliseconds / 1000;
    return Promise.resolve();
  };
  const settings = {
    ...dumpSettings(),
    namespace: 'shop',
    labels: { app: 'mongo-snapshots' },
    selector: 'app=mongo-snapshots',
    className,
    keep: 2,
    readySeconds: 60,
  };
  const answer = () => ({ secondary: true, lastWrite: lastWrite(1, 0) });
  const tools = { call, pause, now: () => new Date(now.getTime() + seconds * 1000) };
  const result = await snapshot(mongosh({ answer }).Mongo, settings, tools).catch((error: unknown) => String(error));
  return { result, asked, names: snapshots.map(({ metadata }) => metadata.name) };
}

const days = [snapshotOf('01'), snapshotOf('02'), snapshotOf('03')];
const names = days.map(({ metadata }) => metadata.name);
const newName = 'mongo-2026-01-04t03-00-00z';

test('makes a snapshot of a member, of the given class', async () => {
  const { asked } = await made([], [{ readyToUse: true }], 'fast');
  expect(asked).toEqual([
    {
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshot',
      metadata: { name: newName, namespace: 'shop', labels: { app: 'mongo-snapshots' } },
      spec: { volumeSnapshotClassName: 'fast', source: { persistentVolumeClaimName: 'data-mongo-0' } },
    },
  ]);
});

test('waits until it is ready, through errors and silence, and then removes those beyond the desired number', async () => {
  const states = [
    {},
    { readyToUse: false, error: { message: 'busy' } },
    'the API server answered 500',
    { readyToUse: true },
  ];
  expect(await made(days, states)).toMatchObject({
    result: { snapshot: newName, claim: 'data-mongo-0', removed: names.slice(0, 2) },
    names: [names[2], newName],
  });
});

test.each<[string, object | string, string]>([
  ['an error of the driver', { error: { message: 'no such class' } }, 'no such class'],
  ['a cluster without a driver', {}, 'its driver reports nothing'],
  ['a refusal', 'the API server answered 403: forbidden', 'the API server answered 403: forbidden'],
])('after %s, every good snapshot is still there', async (_, state, reason) => {
  const done = await made(days, [state]);
  expect(done.result).toBe(`Error: the snapshot ${newName} is not ready to use after 60 s: ${reason}`);
  expect(done.names).toEqual([...names, newName]);
});

test('counts no snapshot that became nothing, and clears it away after a day', async () => {
  const young = { ...snapshotOf('03', {}).metadata, creationTimestamp: '2026-01-03T04:00:00Z' };
  const given = [snapshotOf('01', {}), snapshotOf('02'), { metadata: young }];
  const { result } = await made(given, [{ readyToUse: true }]);
  expect(result).toMatchObject({ removed: [names[0]] });
});
