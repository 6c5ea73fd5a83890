import { listField, textField } from './fields';
import { groupOf } from './kinds';
import { Manifest } from './manifest';

/**
 * The names of the Secrets that an object brings into its namespace: a Secret itself, and what an operator makes from an
 * ExternalSecret, a SealedSecret, a SecretProviderClass or a Certificate.
 */
export function providedSecrets(manifest: Manifest): string[] {
  return secretNames(manifest).filter((name) => name !== undefined);
}

function secretNames(manifest: Manifest): (string | undefined)[] {
  const name = textField(manifest, 'metadata', 'name');
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case '/Secret':
      return [name];
    case 'external-secrets.io/ExternalSecret': {
      const policy = textField(manifest, 'spec', 'target', 'creationPolicy') ?? 'Owner';
      // With the others the Secret must be there, for the operator to put keys into it, or nothing is made.
      const isMade = policy !== 'Merge' && policy !== 'None';
      return isMade ? [textField(manifest, 'spec', 'target', 'name') ?? name] : [];
    }
    case 'bitnami.com/SealedSecret':
      return [textField(manifest, 'spec', 'template', 'metadata', 'name') ?? name];
    case 'secrets-store.csi.x-k8s.io/SecretProviderClass':
      return listField(manifest, 'spec', 'secretObjects').map((secret) => textField(secret, 'secretName'));
    case 'cert-manager.io/Certificate':
      return [textField(manifest, 'spec', 'secretName')];
    default:
      return [];
  }
}
