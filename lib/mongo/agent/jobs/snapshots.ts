import { setTimeout } from 'node:timers/promises';
import { SnapshotSettings } from '../contract';
import { call } from '../http/api-server';
import { MongoClass, reasonOf } from '../mongod/connections';
import { fullUri } from '../mongod/set-connection';
import { momentOf } from './chain';
import { dayMilliseconds } from './dumps';
import { newestMember, podOf } from './newest-member';

/** The API server and the clock of a run. */
export interface SnapshotTools {
  readonly call: (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

interface VolumeSnapshot {
  readonly metadata: { readonly name: string; readonly creationTimestamp: string };
  readonly status?: { readonly readyToUse?: boolean; readonly error?: { readonly message?: string } };
}

/**
 * Makes one snapshot of a member's volume, waits until it can be used, and only then removes those of this Job beyond the desired number:
 * after a run that fails, every good snapshot is still there.
 */
export async function snapshot(
  Mongo: MongoClass,
  settings: SnapshotSettings,
  tools: SnapshotTools = { call, now: () => new Date(), pause: setTimeout },
): Promise<{ readonly snapshot: string; readonly claim: string; readonly removed: readonly string[] }> {
  const { namespace, set, labels, className, selector, keep } = settings;
  const snapshots = `/apis/snapshot.storage.k8s.io/v1/namespaces/${namespace}/volumesnapshots`;
  const { host } = await newestMember(Mongo, fullUri(settings));
  const claim = `data-${podOf(host)}`;
  const name = `${set}-${momentOf(tools.now()).toLowerCase()}`;
  await tools.call('POST', snapshots, {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name, namespace, labels },
    spec: { volumeSnapshotClassName: className, source: { persistentVolumeClaimName: claim } },
  });
  await untilReady(`${snapshots}/${name}`, settings.readySeconds, tools);
  const { items } = (await tools.call('GET', `${snapshots}?labelSelector=${encodeURIComponent(selector)}`)) as {
    items: readonly VolumeSnapshot[];
  };
  const removed = surplus(items, keep, tools.now());
  for (const old of removed) await tools.call('DELETE', `${snapshots}/${old}`);
  return { snapshot: name, claim, removed };
}

/** Neither a silent API server ends the wait, nor an error of the driver, which may try again. */
async function untilReady(path: string, seconds: number, { call, now, pause }: SnapshotTools): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const end = now().getTime() + seconds * 1000; ;) {
    const obstacle = await call('GET', path).then(obstacleIn, reasonOf);
    if (obstacle === undefined) return;
    if (now().getTime() >= end)
      throw new Error(`the snapshot ${name} is not ready to use after ${seconds} s: ${obstacle}`);
    await pause(2000);
  }
}

function obstacleIn(found: unknown): string | undefined {
  const { status } = found as VolumeSnapshot;
  return status?.readyToUse === true ? undefined : (status?.error?.message ?? 'its driver reports nothing');
}

/** The oldest beyond the desired number, and those that did not become ready within a day. */
function surplus(snapshots: readonly VolumeSnapshot[], keep: number, now: Date): string[] {
  const isReady = ({ status }: VolumeSnapshot) => status?.readyToUse === true;
  const isAbandoned = ({ metadata }: VolumeSnapshot) =>
    now.getTime() - Date.parse(metadata.creationTimestamp) > dayMilliseconds;
  const names = (some: readonly VolumeSnapshot[]) => some.map(({ metadata }) => metadata.name).sort();
  const unready = snapshots.filter((one) => !isReady(one));
  return [...names(snapshots.filter(isReady)).slice(0, -keep), ...names(unready.filter(isAbandoned))];
}
