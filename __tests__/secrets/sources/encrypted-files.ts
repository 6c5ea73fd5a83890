import { randomBytes } from 'node:crypto';
import { KubernetesManifest } from '../../../lib/manifests/manifest';

/** What looks like the ciphertext of a certificate with a key of 2048 bits; nobody can decrypt it. */
export function ciphertext(): string {
  return Buffer.concat([Buffer.from([1, 0]), randomBytes(256 + 8 + 16)]).toString('base64');
}

/** A file as `kubeseal` writes it. */
export function sealedFile(
  encryptedData: Readonly<Record<string, string>>,
  metadata: Partial<KubernetesManifest['metadata']> = {},
): string {
  return JSON.stringify({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'database', namespace: 'shop', ...metadata },
    spec: { encryptedData, template: { metadata: { creationTimestamp: null } } },
  });
}

/** A file as `sops --encrypted-regex '^(data|stringData)$'` writes it. */
export function sopsFile(
  stringData: Readonly<Record<string, string>>,
  metadata: Partial<KubernetesManifest['metadata']> = {},
): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'database', namespace: 'shop', ...metadata },
    stringData,
    sops: { encrypted_regex: '^(data|stringData)$', mac: sopsValue(), version: '3.9.0' },
  });
}

/** An encrypted value. */
export function sopsValue(): string {
  const part = (): string => randomBytes(16).toString('base64');
  return `ENC[AES256_GCM,data:${part()},iv:${part()},tag:${part()},type:str]`;
}
