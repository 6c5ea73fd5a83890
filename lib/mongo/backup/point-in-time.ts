import type * as k8s from '../../../imports/k8s';
import { Problem, quoted } from '../../findings/problem';
import { mountedVolume, MountedVolume } from '../../pods/mounted-volume';
import { object } from '../../props/object';
import { durationSeconds } from '../../props/duration';
import { string } from '../../props/scalar';
import { Decided, Props, PropsOf } from '../../props/schema';
import { SliceSettings } from '../agent/contract';
import { BackedUpSet, separateUri, SetUser } from './backed-up-set';
import { RemoteStorage } from './s3';
import { jobPaths } from './set-jobs';

/** The schema of recovery to a point in time. */
export const pointInTime = object(
  {
    /**
     * The time between two slices of the oplog, and so the most that a loss of all members costs: minutes that divide an hour, or hours that
     * divide a day.
     * @default '5m'
     */
    every: string({ check: everyProblem, example: '"5m"', default: '5m' }),
  },
  { example: '{ every: "5m" }' },
);

/** Slices of the oplog beside the dumps, from which a set is restored as it was at any second. */
export interface MongoPointInTime extends PropsOf<typeof pointInTime>, Props {}

/** Returns the schedule of the slices. */
export function sliceSchedule({ every }: Decided<typeof pointInTime>): string {
  const minutes = durationSeconds(every) / 60;
  if (minutes === 1) return '* * * * *';
  if (minutes < 60) return `*/${minutes} * * * *`;
  if (minutes === 60) return '0 * * * *';
  return minutes === 24 * 60 ? '0 0 * * *' : `0 */${minutes / 60} * * *`;
}

/** Returns the settings of a slice. */
export function sliceSettings(mongo: BackedUpSet, user: SetUser, remote: RemoteStorage | undefined): SliceSettings {
  const uri = separateUri(mongo, user, { readPreference: 'secondaryPreferred', appName: 'backup' });
  return { set: mongo.name, uri, ...jobPaths, ...listed(remote) };
}

/** Returns the place of the list of a bucket's files; nothing for dumps on a volume. */
export function listed(remote: RemoteStorage | undefined): Pick<SliceSettings, 'listing'> {
  return remote === undefined ? {} : { listing: `${jobPaths.dumps}/listing` };
}

/** Returns the volume of a run's slice: that of the dumps, or for a bucket a small one that ends with the pod. */
export function slicesVolume(dumps: MountedVolume, remote: RemoteStorage | undefined): MountedVolume {
  return remote === undefined ? dumps : mountedVolume('dumps', jobPaths.dumps, { emptyDir: {} });
}

/**
 * Returns the affinity of pods that mount one volume: to each other, if there is room. A volume that one node alone may mount is free on no
 * other as long as a dump runs.
 */
export function besideEachOther(
  affinity: k8s.Affinity | undefined,
  selector: Readonly<Record<string, string>>,
): k8s.Affinity {
  const { preferredDuringSchedulingIgnoredDuringExecution: preferred = [], ...others } = affinity?.podAffinity ?? {};
  const podAffinityTerm = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: selector } };
  return {
    ...affinity,
    podAffinity: {
      ...others,
      preferredDuringSchedulingIgnoredDuringExecution: [...preferred, { weight: 100, podAffinityTerm }],
    },
  };
}

function everyProblem(every: string): Problem | undefined {
  const minutes = durationSeconds(every) / 60;
  const isEven = minutes >= 60 ? Number.isInteger(minutes / 60) && 24 % (minutes / 60) === 0 : 60 % minutes === 0;
  if (minutes >= 1 && Number.isInteger(minutes) && isEven) return undefined;
  const want = 'must be minutes that divide an hour or hours that divide a day';
  return { code: 'invalid-value', want, got: quoted(every), write: 'write "5m"' };
}
