import { tlsSecretType } from '../kubernetes/secret-type';
import {
  field,
  groupKind,
  listField,
  KubernetesManifest,
  Path,
  placedItems,
  textField,
  textMapField,
} from './manifest';

/** A Secret that an object is, or that an operator makes of it. */
export interface ProvidedSecret {
  readonly name: string | undefined;
  readonly type: string;
  /** Undefined where the object does not say them all. */
  readonly keys?: readonly string[];
  /** The path of the keys. */
  readonly path: Path;
}

/**
 * The Secrets that an object brings into its namespace: a Secret itself, and what an operator makes from an ExternalSecret, a
 * SealedSecret, a SecretProviderClass or a Certificate, or kustomize by a generator.
 */
export function providedSecrets(object: KubernetesManifest): ProvidedSecret[] {
  const name = textField(object, 'metadata', 'name');
  switch (groupKind(object)) {
    case '/Secret':
      return [{ name, type: typeOf(object), keys: keysOf(object, ['data'], ['stringData']), path: ['data'] }];
    case '/SecretGenerator':
      return [{ name, type: typeOf(object), path: [] }];
    case 'external-secrets.io/ExternalSecret': {
      const target = field(object, 'spec', 'target');
      // With the others the Secret must be there, for the operator to put keys into it, or nothing is made.
      if (['Merge', 'None'].includes(textField(target, 'creationPolicy') ?? '')) return [];
      return [{ name: textField(target, 'name') ?? name, type: typeOf(field(target, 'template')), path: [] }];
    }
    case 'bitnami.com/SealedSecret': {
      const template = field(object, 'spec', 'template');
      const path = ['spec', 'encryptedData'];
      const keys = keysOf(object, path, ['spec', 'template', 'data']);
      return [{ name: textField(template, 'metadata', 'name') ?? name, type: typeOf(template), keys, path }];
    }
    case 'secrets-store.csi.x-k8s.io/SecretProviderClass':
      return placedItems({ path: [], value: object }, 'spec', 'secretObjects').map(({ path, value: secret }) => ({
        name: textField(secret, 'secretName'),
        type: typeOf(secret),
        keys: listField(secret, 'data').flatMap((item) => textField(item, 'key') ?? []),
        path: [...path, 'data'],
      }));
    case 'cert-manager.io/Certificate':
    case 'networking.internal.knative.dev/Certificate':
      return [{ name: textField(object, 'spec', 'secretName'), type: tlsSecretType, path: [] }];
    default:
      return [];
  }
}

/** The names of the Secrets that an object brings. */
export function providedSecretNames(object: KubernetesManifest): string[] {
  return providedSecrets(object).flatMap(({ name }) => name ?? []);
}

function typeOf(secret: unknown): string {
  return textField(secret, 'type') ?? 'Opaque';
}

function keysOf(object: KubernetesManifest, ...maps: readonly (readonly string[])[]): string[] {
  return maps.flatMap((path) => Object.keys(textMapField(object, ...path)));
}
