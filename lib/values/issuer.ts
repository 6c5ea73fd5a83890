/** Who signs a certificate, in cert-manager's words. */
export interface Issuer {
  readonly name: string;
  /** @default 'ClusterIssuer' */
  readonly kind?: 'ClusterIssuer' | 'Issuer';
}

/** The part of a Certificate's spec that says who signs it, and that each certificate has a key of its own. */
export function issuedBy({ name, kind }: Issuer): Record<string, unknown> {
  return {
    issuerRef: { group: 'cert-manager.io', kind: kind ?? 'ClusterIssuer', name },
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
  };
}
