import type * as k8s from '../../../imports/k8s';
import { storageClassProblem } from '../../kubernetes/names';
import { annotations, labels } from '../../kubernetes/labels';
import { bytesProblem, quantity } from '../../kubernetes/quantity';
import { object } from '../../props/object';
import { oneOf, string } from '../../props/scalar';
import { Decided, decided, named, optional, Props, PropsOf } from '../../props/schema';

type Labels = Readonly<Record<string, string>>;

const volumeTable = object(
  {
    /** The size, such as `20Gi`. */
    size: string({ check: bytesProblem, example: '"20Gi"' }),
    /**
     * The StorageClass; `''` for a volume without one, which an administrator has created.
     * @default - the cluster's default class
     */
    className: optional(string({ check: storageClassProblem, example: '"fast"' })),
  },
  { example: '{ size: "20Gi" }' },
);

/** A volume that Kubernetes creates. */
export interface MongoVolume extends PropsOf<typeof volumeTable>, Props {}

/** The schema of a volume. */
export const volume = named<MongoVolume>(volumeTable);

const after = oneOf(['Retain', 'Delete'], { example: '"Retain"', default: 'Retain' });

const retention = object({
  /** The fate of the volumes when the StatefulSet is deleted. @default - 'Retain' */
  whenDeleted: after,
  /** The fate of a member's volume when the member is scaled away. @default - 'Retain' */
  whenScaled: after,
});

/** `Retain`: only an administrator deletes the data. `Delete`: Kubernetes deletes them. */
export type MongoRetention = Decided<typeof after>;

const storageTable = object(
  {
    ...volumeTable.entries,
    /**
     * Further labels of the members' volume claims. They are immutable: a set that runs cannot be given others.
     * @default - the label `app` alone
     */
    labels: optional(labels),
    /** Annotations of the members' volume claims, which are immutable too. @default - none */
    annotations: optional(annotations),
    /**
     * The access mode: the whole node may mount the volume, or one pod alone (`ReadWriteOncePod`, of CSI drivers).
     * @default 'ReadWriteOnce'
     */
    accessMode: oneOf(['ReadWriteOnce', 'ReadWriteOncePod'], { example: '"ReadWriteOnce"', default: 'ReadWriteOnce' }),
    /** The fate of the volumes when the StatefulSet is deleted, or a member scaled away. @default - both `Retain` */
    retention: optional(retention, decided(retention, {})),
    /**
     * A second volume, for the journal, which is written to at every commit. A set that runs cannot be given one, because the volumes of
     * a StatefulSet are immutable; and a snapshot must then be of both volumes at once.
     * @default - the journal is on the member's volume
     */
    journal: optional(volume),
  },
  { example: '{ size: "20Gi" }' },
);

/** The volume of each member. It outlives its pod, the set and the program: only an administrator deletes it. */
export interface MongoStorage extends PropsOf<typeof storageTable>, Props {}

type DecidedStorage = Decided<typeof storageTable>;

/** The schema of the members' volumes. */
export const storage = named<MongoStorage, DecidedStorage>(storageTable);

/**
 * Returns the templates of a member's claims. They are immutable, so they have no label that could change without the author meaning it;
 * and they have the fields that the API server adds, without which a GitOps agent sees a difference for ever.
 */
export function claimTemplates(storage: DecidedStorage, selector: Labels): k8s.PersistentVolumeClaim[] {
  const { accessMode, journal, annotations } = storage;
  const volumes = { data: storage, ...(journal === undefined ? {} : { journal }) };
  return Object.entries(volumes).map(([name, volume]) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    status: { phase: 'Pending' },
    metadata: { labels: { ...storage.labels, ...selector }, annotations, name },
    spec: claimSpec(volume, accessMode),
  }));
}

/** Returns the mounts of mongod's claims. */
export function claimMounts({ journal }: DecidedStorage, dataPath: string): k8s.VolumeMount[] {
  const data = { name: 'data', mountPath: dataPath };
  return journal === undefined ? [data] : [data, { name: 'journal', mountPath: `${dataPath}/journal` }];
}

/** Returns the spec of a claim that one node can mount. */
export function claimSpec(
  { size, className }: MongoVolume,
  accessMode = 'ReadWriteOnce',
): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: [accessMode],
    storageClassName: className,
    volumeMode: 'Filesystem',
    resources: { requests: { storage: quantity(size) } },
  };
}
