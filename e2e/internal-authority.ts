import { applyObjects } from './fixtures/backends';
import { get, kubectl, waitFor } from './kubectl';

/** The namespace of cert-manager, and of the Secrets of its ClusterIssuers. */
export const certManager = 'cert-manager';

/** An authority that cert-manager keeps, as a company has one, and the ClusterIssuer that signs with it, all of one name. */
export class InternalAuthority {
  /** The issuer, as the program names it. */
  readonly issuer: { readonly name: string };
  readonly #root: string;

  constructor(readonly name: string) {
    this.issuer = { name };
    this.#root = `${name}-root`;
  }

  async start(): Promise<void> {
    const { name } = this;
    const apiVersion = 'cert-manager.io/v1';
    const kind = 'ClusterIssuer';
    const spec = { isCA: true, commonName: name, secretName: name, issuerRef: { kind, name: this.#root } };
    const objects = [
      { apiVersion, kind, metadata: { name: this.#root }, spec: { selfSigned: {} } },
      { apiVersion, kind: 'Certificate', metadata: { name, namespace: certManager }, spec },
      { apiVersion, kind, metadata: { name }, spec: { ca: { secretName: name } } },
    ];
    // The API server may not have the certificate of the webhook's authority yet.
    await waitFor('the webhook of cert-manager', 30, async () => {
      await applyObjects(objects);
      return true;
    });
    await kubectl(`wait clusterissuer/${name} --for=condition=Ready --timeout=90s`, { seconds: 100 });
  }

  /** The authority's certificate in PEM, as it is now. */
  async certificate(): Promise<string> {
    const { data } = await get<{ data: Record<string, string> }>(`-n ${certManager} secret ${this.name}`);
    return Buffer.from(data['tls.crt'] ?? '', 'base64').toString();
  }

  async remove(): Promise<void> {
    await kubectl(`-n ${certManager} delete certificate ${this.name} --ignore-not-found`);
    await kubectl(`delete clusterissuer ${this.name} ${this.#root} --ignore-not-found`);
  }
}
