import { amount } from '../../kubernetes/quantity';
import { KubernetesManifest, listField, numberField, textField } from '../../manifests/manifest';
import { ClaimSizes } from '../../plan/workloads/claim-sizes';
import { templateClaim } from '../../rules/quota/claims';

/** A claim of a StatefulSet in the cluster. */
export interface Claim {
  readonly name: string;
  /** The name of its template. */
  readonly template: string;
  /** True if a pod of the StatefulSet has it; false for one of an ordinal that was scaled away. */
  readonly isUsed: boolean;
  readonly isBound: boolean;
  /** The StorageClass; undefined or empty without one. */
  readonly className: string | undefined;
  readonly requested: string;
  /** The size of its volume and file system; empty while it has none. */
  readonly capacity: string;
  /** The reasons why the capacity is not as requested, such as `FileSystemResizePending`. */
  readonly pending: readonly string[];
}

const fileSystemPending = 'FileSystemResizePending';

/** Returns the claims of a StatefulSet's templates among those of its namespace, with those of ordinals that were scaled away. */
export function claimsOf(set: KubernetesManifest, claims: readonly KubernetesManifest[]): Claim[] {
  const first = numberField(set, 'spec', 'ordinals', 'start') ?? 0;
  const last = first + (numberField(set, 'spec', 'replicas') ?? 1) - 1;
  return claims
    .flatMap((claim) => {
      const found = templateClaim(set, claim.metadata.name);
      if (found === undefined) return [];
      const { template, ordinal } = found;
      return [{ ordinal, claim: claimOf(claim, template, first <= ordinal && ordinal <= last) }];
    })
    .sort((one, other) => one.ordinal - other.ordinal)
    .map(({ claim }) => claim);
}

function claimOf(claim: KubernetesManifest, template: string, isUsed: boolean): Claim {
  const conditions = listField(claim, 'status', 'conditions')
    .filter((each) => textField(each, 'status') === 'True' && textField(each, 'type') !== 'Unused')
    .map((each) => textField(each, 'type') ?? '');
  const state = textField(claim, 'status', 'allocatedResourceStatuses', 'storage');
  return {
    name: claim.metadata.name,
    template,
    isUsed,
    isBound: textField(claim, 'status', 'phase') === 'Bound',
    className: textField(claim, 'spec', 'storageClassName'),
    requested: textField(claim, 'spec', 'resources', 'requests', 'storage') ?? '',
    capacity: textField(claim, 'status', 'capacity', 'storage') ?? '',
    pending: [...new Set([...conditions, ...(state === undefined ? [] : [state])])],
  };
}

/**
 * Tells whether a claim must request its size: it requests less, or so much more that its driver has not grown the volume to it. Only
 * such a request may be taken back: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#recovering-from-failure-when-expanding-volumes
 */
export function hasOtherRequest(claim: Claim, sizes: ClaimSizes): boolean {
  const [requested, size] = [amount(claim.requested), amount(sizes.get(claim.template) ?? '')];
  return requested < size || (requested > size && amount(claim.capacity) < size);
}

/**
 * Tells whether a claim has its size, or will have it by itself: where no pod has it, the volume is larger, and the file system follows when a
 * pod mounts it.
 */
export function isGrown(claim: Claim, sizes: ClaimSizes): boolean {
  if (amount(claim.capacity) >= amount(sizes.get(claim.template) ?? '')) return true;
  return !hasOtherRequest(claim, sizes) && !claim.isUsed && claim.pending.includes(fileSystemPending);
}

/** Tells whether the driver has grown the volume of a claim, and its file system is still to follow. */
export function isMountPending({ pending }: Claim): boolean {
  return pending.includes(fileSystemPending);
}

/** Returns what a claim has of its size: `data-mongo-0 has 20Gi of 40Gi (FileSystemResizePending)`. */
export function claimText({ name, template, capacity, pending }: Claim, sizes: ClaimSizes): string {
  const reasons = pending.length === 0 ? '' : ` (${pending.join(', ')})`;
  return `${name} has ${capacity} of ${sizes.get(template) ?? ''}${reasons}`;
}
