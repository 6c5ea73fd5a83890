import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { dnsSubdomainProblem, storageClassProblem } from '../../kubernetes/names';
import { bytesProblem, quantity } from '../../kubernetes/quantity';
import { either, optional, record, scalar } from '../../props/shape';
import { MongoS3, s3Shape } from './s3';
import { checkS3 } from './s3-checks';
import { MongoVolume } from '../mongod/storage';

/** Where the containers of a run find what is mounted for them. */
export const backupPaths = { dumps: '/dumps', user: '/etc/user', run: '/run/backup' } as const;

/** Where dumps are kept: on a volume, on the claim of that name that there is already, or in object storage. */
export type MongoDumpStorage = MongoVolume | { readonly claim: string } | { readonly s3: MongoS3 };

/** What a storage is made of. */
export const dumpStorageShape = either(
  record<MongoVolume>({ size: scalar, className: optional(scalar) }),
  record<{ claim: string }>({ claim: scalar }),
  record<{ s3: MongoS3 }>({ s3: s3Shape }),
);

/** Reports claims and volumes that cannot be, and what is wrong with a bucket. */
export function checkDumpStorage(findings: Findings, storage: MongoDumpStorage, namespace: string | undefined): void {
  if ('s3' in storage) checkS3(findings.of('storage.s3:'), storage.s3, namespace);
  else if ('claim' in storage) findings.add('storage.claim', dnsSubdomainProblem(storage.claim));
  else {
    findings.add('storage.size', bytesProblem(storage.size));
    findings.add('storage.className', storageClassProblem(storage.className));
  }
}

/** The volume that a run has its dumps on: of object storage, only the run's own, for as long as its pod is there. */
export function dumpsVolume(name: string, storage: MongoDumpStorage): k8s.Volume {
  if ('s3' in storage)
    return { name: 'dumps', ephemeral: { volumeClaimTemplate: { spec: dumpsClaimSpec(storage.s3.scratch) } } };
  return { name: 'dumps', persistentVolumeClaim: { claimName: 'claim' in storage ? storage.claim : name } };
}

/** When a scheduled run's Job goes, and with its pods their volumes: time to read the log. On a claim, as the CronJob says. */
export function finishedDump(storage: MongoDumpStorage): Pick<k8s.JobSpec, 'ttlSecondsAfterFinished'> {
  return 's3' in storage ? { ttlSecondsAfterFinished: 3600 } : {};
}

/** A claim for dumps, which outlive the set and its volumes. */
export function dumpsClaimSpec({ size, className }: MongoVolume): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: ['ReadWriteOnce'],
    ...(className === undefined ? {} : { storageClassName: className }),
    volumeMode: 'Filesystem',
    resources: { requests: { storage: quantity(size) } },
  };
}
