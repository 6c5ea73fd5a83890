import { SnapshotSettings } from '../contract';
import { call } from '../http/api-server';
import { Mongo } from '../mongod/connections';
import { pause } from '../pause';
import { fullUri } from './dumps';
import { newestMember } from './newest-member';

/** The API server and the clock of a run. */
export interface SnapshotTools {
  readonly call: (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;
  readonly now: () => Date;
  readonly pause: (seconds: number) => Promise<void>;
}

interface VolumeSnapshot {
  readonly metadata: { readonly name: string; readonly creationTimestamp: string };
  readonly status?: { readonly readyToUse?: boolean; readonly error?: { readonly message?: string } };
}

const abandonedMilliseconds = 24 * 3600 * 1000;

/**
 * Makes one snapshot of a member's volume, waits until it can be used, and only then removes those of this Job beyond the desired number:
 * after a run that fails, every good snapshot is still there.
 */
export async function snapshot(
  Mongo: Mongo,
  settings: SnapshotSettings,
  tools: SnapshotTools = { call, now: () => new Date(), pause },
): Promise<{ readonly snapshot: string; readonly claim: string; readonly removed: readonly string[] }> {
  const { namespace, set, labels, className, selector } = settings;
  const snapshots = `/apis/snapshot.storage.k8s.io/v1/namespaces/${namespace}/volumesnapshots`;
  const claim = `data-${await newestMember(Mongo, fullUri(settings))}`;
  const name = `${set}-${tools.now().toISOString().slice(0, 19).replaceAll(':', '-').toLowerCase()}z`;
  await tools.call('POST', snapshots, {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name, namespace, labels },
    spec: {
      ...(className === undefined ? {} : { volumeSnapshotClassName: className }),
      source: { persistentVolumeClaimName: claim },
    },
  });
  await untilReady(`${snapshots}/${name}`, settings, tools);
  const { items } = (await tools.call('GET', `${snapshots}?labelSelector=${encodeURIComponent(selector)}`)) as {
    items: readonly VolumeSnapshot[];
  };
  const removed = surplus(items, settings.keep, tools.now());
  for (const old of removed) await tools.call('DELETE', `${snapshots}/${old}`);
  return { snapshot: name, claim, removed };
}

/** Neither a silent API server ends the wait, nor an error of the driver, which may try again. */
async function untilReady(path: string, { readySeconds }: SnapshotSettings, tools: SnapshotTools): Promise<void> {
  const end = tools.now().getTime() + readySeconds * 1000;
  for (;;) {
    const obstacle = await obstacleOf(path, tools);
    if (obstacle === undefined) return;
    if (tools.now().getTime() >= end)
      throw new Error(
        `the snapshot ${path.slice(path.lastIndexOf('/') + 1)} is not ready to use after ${readySeconds} s: ${obstacle}`,
      );
    await tools.pause(2);
  }
}

async function obstacleOf(path: string, tools: SnapshotTools): Promise<string | undefined> {
  try {
    const { status } = (await tools.call('GET', path)) as VolumeSnapshot;
    return status?.readyToUse === true ? undefined : (status?.error?.message ?? 'its driver reports nothing');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The oldest beyond the desired number, and those that did not become ready within a day. */
function surplus(snapshots: readonly VolumeSnapshot[], keep: number, now: Date): string[] {
  const names = (some: readonly VolumeSnapshot[]) => some.map(({ metadata }) => metadata.name).sort();
  const ready = snapshots.filter(({ status }) => status?.readyToUse === true);
  const abandoned = snapshots.filter(
    ({ status, metadata }) =>
      status?.readyToUse !== true && now.getTime() - Date.parse(metadata.creationTimestamp) > abandonedMilliseconds,
  );
  return [...names(ready).slice(0, -keep), ...names(abandoned)];
}
