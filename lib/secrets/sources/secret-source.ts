import { CsiSource } from './csi-source';
import { ExternalSource } from './external-source';
import { GeneratedSource } from './generated-source';
import { SealedSource } from './sealed-source';
import { SopsSource } from './sops-source';
import { VaultSource } from './vault-source';

/** Where a Secret comes from. */
export type SecretSource<Key extends string> =
  | ExistingSource
  | ExternalSource<Key>
  | GeneratedSource<Key>
  | SealedSource
  | SopsSource
  | CsiSource<Key>
  | VaultSource<Key>;

/** The Secret is made in the cluster, by `cdk8s-backend secrets` or by hand: nothing is rendered. */
export interface ExistingSource {
  readonly type: 'existing';
}
