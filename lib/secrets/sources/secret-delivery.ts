import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { shown } from '../../findings/findings';
import { SecretType } from '../../kubernetes/secret-type';

/** How the keys of a SecretRef reach a pod: what a pod that reads one needs besides a reference to a Secret. */
export type SecretDelivery = SecretObject | CsiVolume | VaultFiles;

/** A Secret of the namespace, which variables and files refer to. */
export interface SecretObject {
  readonly type: 'secret';
}

/** A volume of the Secrets Store CSI driver with a file a key. */
export interface CsiVolume {
  readonly type: 'csi';
  readonly volume: Omit<k8s.Volume, 'name'>;
  /** Whether there is a Secret of the same keys as well, as long as a pod has the volume mounted. */
  readonly synced: boolean;
}

/** Files that Vault's agent writes, which is told by the pod's annotations. */
export interface VaultFiles {
  readonly type: 'vault';
  readonly role: string;
  /** The annotations by which a key is written to an absolute path. */
  annotations(key: string, path: string): Readonly<Record<string, string>>;
}

/** What is wrong with a delivery where a Secret must be referred to: in a variable, or mounted as a whole. */
export function variableProblem(delivery: SecretDelivery): Problem | undefined {
  if (delivery.type === 'vault')
    return {
      code: 'invalid-value',
      want: 'must be in a Secret',
      got: 'one of the source "vault", which gives files only',
      write: 'read it from files, or choose the source "external"',
    };
  if (delivery.type === 'csi' && !delivery.synced)
    return {
      code: 'invalid-value',
      want: 'must be in a Secret',
      got: 'one of the source "csi", which gives files only',
      write: 'read it from files, or write sync: true in its source',
    };
  return undefined;
}

/** What is wrong with a type that is stated where no Secret is made that could have it. */
export function noSecretProblem(delivery: SecretDelivery, type: SecretType): Problem | undefined {
  if (delivery.type === 'secret' || (delivery.type === 'csi' && delivery.synced)) return undefined;
  const remedy = delivery.type === 'csi' ? 'leave it out, or write sync: true in its source' : 'leave it out';
  return {
    code: 'invalid-value',
    want: 'must be of a Secret',
    got: `${shown(type)} for the source "${delivery.type}", which makes none`,
    write: remedy,
  };
}

/** What is wrong with a delivery that needs something of the pod, where pods are made without asking for it. */
export function plainSecretProblem(delivery: SecretDelivery): Problem | undefined {
  if (delivery.type === 'secret') return undefined;
  return {
    code: 'invalid-value',
    want: 'must be in a Secret that is there before the pod',
    got: `one of the source "${delivery.type}"`,
    write: 'choose the source "existing", "external", "generated" or "sealed"',
  };
}

/** What is wrong with a Secret that pods are to mount: it must be of their namespace. */
export function otherNamespaceProblem(
  secret: { readonly namespace?: string | undefined },
  owner: 'backup' | 'set',
  namespace: string | undefined,
): Problem | undefined {
  if (secret.namespace === namespace) return undefined;
  return {
    code: 'invalid-value',
    want: `must be a Secret of the ${owner}'s namespace`,
    got: `one of ${shown(secret.namespace)}`,
    write: `make the SecretRef in the ${owner}'s chart`,
  };
}
