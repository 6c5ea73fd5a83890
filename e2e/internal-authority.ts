import { applyObjects } from './fixtures/backends';
import { get, kubectl } from './kubectl';

/** The namespace of cert-manager, and of the Secrets of its ClusterIssuers. */
export const certManager = 'cert-manager';

/** An authority that cert-manager keeps, as a company has one, and the ClusterIssuer `internal` that signs with it. */
export class InternalAuthority {
  /** The issuer, as the program names it. */
  readonly issuer = { name: 'internal' };

  async start(): Promise<void> {
    const apiVersion = 'cert-manager.io/v1';
    const kind = 'ClusterIssuer';
    const metadata = { name: 'authority', namespace: certManager };
    const { name: secretName } = metadata;
    const spec = { isCA: true, commonName: 'authority', secretName, issuerRef: { kind, name: 'root' } };
    await applyObjects([
      { apiVersion, kind, metadata: { name: 'root' }, spec: { selfSigned: {} } },
      { apiVersion, kind: 'Certificate', metadata, spec },
      { apiVersion, kind, metadata: this.issuer, spec: { ca: { secretName } } },
    ]);
    await kubectl('wait clusterissuer/internal --for=condition=Ready --timeout=90s', { seconds: 100 });
  }

  /** The authority's certificate in PEM, as it is now. */
  async certificate(): Promise<string> {
    const { data } = await get<{ data: Record<string, string> }>(`-n ${certManager} secret authority`);
    return Buffer.from(data['tls.crt'] ?? '', 'base64').toString();
  }

  async remove(): Promise<void> {
    await kubectl(`-n ${certManager} delete certificate authority --ignore-not-found`);
    await kubectl('delete clusterissuer root internal --ignore-not-found');
  }
}
