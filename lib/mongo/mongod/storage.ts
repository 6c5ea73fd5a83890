import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { storageClassProblem } from '../../kubernetes/names';
import { checkAnnotations, checkLabels } from '../../pods/metadata';
import { bytesProblem, quantity } from '../../kubernetes/quantity';
import { advised, mapOf, oneOf, optional, record, scalar, Shape, text } from '../../props/shape';

type Labels = Readonly<Record<string, string>>;

/** A volume that Kubernetes makes for each member. */
export interface MongoVolume {
  /** Its size, such as `20Gi`. */
  readonly size: string;
  /**
   * Its StorageClass; `''` for a volume of none, which an administrator has made.
   * @default - the cluster's default class
   */
  readonly className?: string;
}

/** The volume of each member. It outlives its pod, the set and the program: only an administrator deletes it. */
export interface MongoStorage extends MongoVolume {
  /**
   * Further labels of the members' volume claims. No set that runs can be given others: see `journal`.
   * @default - the label `app` alone
   */
  readonly labels?: Labels;
  /**
   * Annotations of the members' volume claims, as immutable.
   * @default - none
   */
  readonly annotations?: Labels;
  /**
   * Whether the whole node may mount it, or one pod alone (`ReadWriteOncePod`, of CSI drivers).
   * @default 'ReadWriteOnce'
   */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod';
  /**
   * What becomes of the volumes when the StatefulSet is deleted, or a member scaled away.
   * @default - both `Retain`
   */
  readonly retention?: { readonly whenDeleted?: Retention; readonly whenScaled?: Retention };
  /**
   * A volume of its own for the journal, which is written to at every commit. No set that runs can be given one, for a StatefulSet's
   * volumes are immutable; and a snapshot must then be of both volumes at once.
   * @default - the journal is on the member's volume
   */
  readonly journal?: MongoVolume;
}

/** `Retain`: only an administrator deletes the data. */
export type Retention = 'Retain' | 'Delete';

const volumeShapes = { size: scalar, className: optional(text) };
const retention = optional(advised(oneOf('Retain', 'Delete'), '"Retain"'));

export const storageShape: Shape = advised(
  record<MongoStorage>({
    ...volumeShapes,
    labels: optional(mapOf(scalar)),
    annotations: optional(mapOf(scalar)),
    accessMode: optional(advised(oneOf('ReadWriteOnce', 'ReadWriteOncePod'), '"ReadWriteOnce"')),
    retention: optional(record({ whenDeleted: retention, whenScaled: retention })),
    journal: optional(record<MongoVolume>(volumeShapes)),
  }),
  '{ size: "20Gi" }',
);

/**
 * A claim with the fields that the API server adds to a template. Without them a GitOps agent sees a difference for ever, and
 * `kubectl apply` says `configured` each time.
 */
interface ClaimTemplate extends k8s.PersistentVolumeClaim {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolumeClaim';
  readonly status: { readonly phase: 'Pending' };
}

/** The claims of a member. */
export function claimTemplates(storage: MongoStorage, selector: Labels): ClaimTemplate[] {
  const { accessMode = 'ReadWriteOnce', journal, annotations } = storage;
  const metadata = {
    labels: { ...storage.labels, ...selector },
    ...(annotations === undefined ? {} : { annotations }),
  };
  const claims = [claim('data', storage, accessMode, metadata)];
  return journal === undefined ? claims : [...claims, claim('journal', journal, accessMode, metadata)];
}

/** What becomes of the claims. */
export function claimRetention({ retention }: MongoStorage): k8s.StatefulSetPersistentVolumeClaimRetentionPolicy {
  return { whenDeleted: retention?.whenDeleted ?? 'Retain', whenScaled: retention?.whenScaled ?? 'Retain' };
}

/** Where mongod has the claims. */
export function claimMounts({ journal }: MongoStorage, dataPath: string): k8s.VolumeMount[] {
  const data = { name: 'data', mountPath: dataPath };
  return journal === undefined ? [data] : [data, { name: 'journal', mountPath: `${dataPath}/journal` }];
}

/** Reports sizes, classes, labels and annotations that cannot be. */
export function checkStorage(findings: Findings, { journal, ...data }: MongoStorage, selector: Labels): void {
  checkLabels(findings, 'storage.labels', data.labels, selector);
  checkAnnotations(findings, 'storage.annotations', data.annotations ?? {});
  checkVolume(findings, 'storage', data);
  if (journal !== undefined) checkVolume(findings, 'storage.journal', journal);
}

function checkVolume(findings: Findings, subject: string, { size, className }: MongoVolume): void {
  findings.add(`${subject}.size`, bytesProblem(size));
  findings.add(`${subject}.className`, storageClassProblem(className));
}

/** Immutable in a StatefulSet, so it has no label that could change without the author meaning it. */
function claim(
  name: string,
  { size, className }: MongoVolume,
  accessMode: string,
  metadata: k8s.ObjectMeta,
): ClaimTemplate {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    status: { phase: 'Pending' },
    metadata: { ...metadata, name },
    spec: {
      accessModes: [accessMode],
      ...(className === undefined ? {} : { storageClassName: className }),
      volumeMode: 'Filesystem',
      resources: { requests: { storage: quantity(size) } },
    },
  };
}
