import { object } from '../../props/object';
import { oneOf } from '../../props/scalar';
import { Decided, Props, PropsOf } from '../../props/schema';
import { variant } from '../../props/variant';
import { CsiSource, csiSource } from './csi-source';
import { ExternalSource, externalSource } from './external-source';
import { GeneratedSource, generatedSource } from './generated-source';
import { SealedSource, sealedSource } from './sealed-source';
import { SopsSource, sopsSource } from './sops-source';
import { VaultSource, vaultSource } from './vault-source';

const existingSource = object({
  /** The type of the source. */
  type: oneOf(['existing']),
});

/** `cdk8s-backend secrets` or an administrator creates the Secret in the cluster: nothing is rendered. */
export interface ExistingSource extends PropsOf<typeof existingSource>, Props {}

/** The source of a Secret. */
export type SecretSource<Key extends string> =
  | ExistingSource
  | ExternalSource<Key>
  | GeneratedSource<Key>
  | SealedSource
  | SopsSource
  | CsiSource<Key>
  | VaultSource<Key>;

/** The schema of a source, whatever the keys of its Secret. */
export const secretSource = variant(
  'type',
  [existingSource, externalSource, generatedSource, sealedSource, sopsSource, csiSource, vaultSource],
  { example: '{ type: "existing" }' },
);

/** A source with every default decided. */
export type DecidedSource = Decided<typeof secretSource>;
