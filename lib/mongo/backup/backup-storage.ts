import { dnsSubdomainProblem } from '../../kubernetes/names';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, named, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { claimSpec, MongoVolume, volume } from '../mongod/storage';
import { MountedVolume, mountedVolume } from '../../pods/mounted-volume';
import { s3 } from './s3';
import { jobPaths } from './set-jobs';

const existingClaim = object({
  /** The name of a PersistentVolumeClaim that exists, such as another backup's. */
  claim: string({ check: (name) => dnsSubdomainProblem(name) }),
});

const bucket = object({
  /** A bucket of object storage. */
  s3,
});

/** The storage of dumps: a volume, a claim that exists, or object storage. */
export type MongoDumpStorage = MongoVolume | PropsOf<typeof existingClaim> | PropsOf<typeof bucket>;

/** The storage of dumps with every default decided. */
export type DecidedDumpStorage = MongoVolume | Decided<typeof existingClaim> | Decided<typeof bucket>;

/** The schema of the storage of dumps. */
export const dumpStorage = named<MongoDumpStorage, DecidedDumpStorage>(
  union([volume, existingClaim, bucket], { example: '{ size: "40Gi" }' }),
);

/** Returns the volume of a run's dumps. For object storage it is the run's alone, and is deleted with its pod. */
export function dumpsVolume(name: string, storage: DecidedDumpStorage): MountedVolume {
  const claim = 'claim' in storage ? storage.claim : name;
  const source =
    's3' in storage
      ? { ephemeral: { volumeClaimTemplate: { spec: claimSpec(storage.s3.scratch) } } }
      : { persistentVolumeClaim: { claimName: claim } };
  return mountedVolume('dumps', jobPaths.dumps, source);
}
