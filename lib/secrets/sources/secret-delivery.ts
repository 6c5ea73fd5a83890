import type * as k8s from '../../../imports/k8s';
import { Problem, quoted } from '../../findings/problem';
import { SecretType } from '../../kubernetes/secret-type';

/** The way by which the keys of a SecretRef reach a pod: its needs besides a reference to a Secret. */
export type SecretDelivery = SecretObject | CsiVolume | VaultFiles;

/** A Secret of the namespace, which variables and files refer to. */
export interface SecretObject {
  /** The type of the delivery. */
  readonly type: 'secret';
}

/** The delivery of a Secret that the API server has. */
export const secretObject: SecretObject = { type: 'secret' };

/** A volume of the Secrets Store CSI driver with a file for each key. */
export interface CsiVolume {
  /** The type of the delivery. */
  readonly type: 'csi';
  /** The volume, without its name. */
  readonly volume: Omit<k8s.Volume, 'name'>;
  /** True if there also is a Secret of the same keys, as long as a pod mounts the volume. */
  readonly synced: boolean;
}

/** Files that Vault's agent writes, as the pod's annotations configure it. */
export interface VaultFiles {
  /** The type of the delivery. */
  readonly type: 'vault';
  /** The role of Vault's Kubernetes authentication. */
  readonly role: string;
  /** Returns the annotations by which the agent writes a key to an absolute path. */
  annotations(key: string, path: string): Readonly<Record<string, string>>;
}

/** Returns the problem of a delivery for a reference to a Secret: in a variable, or mounted as a whole. */
export function variableProblem(delivery: SecretDelivery): Problem | undefined {
  if (hasSecret(delivery)) return undefined;
  const got = `one of the source "${delivery.type}", which gives files only`;
  const remedy = delivery.type === 'csi' ? 'write sync: true in its source' : 'choose the source "external"';
  return { code: 'unsupported', want: 'must be in a Secret', got, write: `read it from files, or ${remedy}` };
}

/** Returns the problem of a type if no Secret is created that could have it. */
export function noSecretProblem(delivery: SecretDelivery, type: SecretType): Problem | undefined {
  if (hasSecret(delivery)) return undefined;
  const got = `${quoted(type)} for the source "${delivery.type}", which makes none`;
  const remedy = delivery.type === 'csi' ? ', or write sync: true in its source' : '';
  return { code: 'unsupported', want: 'must be of a Secret', got, write: `leave it out${remedy}` };
}

function hasSecret(delivery: SecretDelivery): boolean {
  return delivery.type === 'secret' || (delivery.type === 'csi' && delivery.synced);
}

/** Returns the problem of a delivery that needs more of a pod than a reference, for pods that have no more. */
export function plainSecretProblem(delivery: SecretDelivery): Problem | undefined {
  if (delivery.type === 'secret') return undefined;
  return {
    code: 'unsupported',
    want: 'must be in a Secret that is there before the pod',
    got: `one of the source "${delivery.type}"`,
    write: 'choose the source "existing", "external", "generated" or "sealed"',
  };
}

/** Returns the problem of a Secret that pods mount: it must be of their namespace. */
export function otherNamespaceProblem(
  secret: { readonly namespace?: string | undefined },
  owner: 'backup' | 'set' | 'import',
  namespace: string | undefined,
): Problem | undefined {
  if (secret.namespace === namespace) return undefined;
  return {
    code: 'unsupported',
    want: `must be a Secret of the ${owner}'s namespace`,
    got: `one of ${quoted(secret.namespace)}`,
    write: `make the SecretRef in the ${owner}'s chart`,
  };
}
