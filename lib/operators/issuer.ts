import { Findings, shown } from '../findings/findings';
import { dnsSubdomainProblem } from '../kubernetes/names';
import { advised, optional, record, Shape, text } from '../props/shape';

/** Who signs a certificate, in cert-manager's words. */
export interface Issuer {
  readonly name: string;
  /**
   * `ClusterIssuer`, or `Issuer` for one of the namespace; with `group`, the kind that it has there.
   * @default 'ClusterIssuer'
   */
  readonly kind?: 'ClusterIssuer' | 'Issuer' | (string & Record<never, never>);
  /**
   * The API group of an issuer that is not cert-manager's own, such as `awspca.cert-manager.io`.
   * @default 'cert-manager.io'
   */
  readonly group?: string;
}

const certManager = 'cert-manager.io';

export const issuerShape: Shape = advised(
  record<Issuer>({
    name: advised(text, '"internal"'),
    kind: optional(advised(text, '"ClusterIssuer"')),
    group: optional(advised(text, shown(certManager))),
  }),
  '{ name: "internal" }',
);

/** The part of a Certificate's spec that says who signs it, and that each certificate has a key of its own. */
export function issuedBy({ name, kind = 'ClusterIssuer', group = certManager }: Issuer): Record<string, unknown> {
  return {
    issuerRef: { group, kind, name },
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
  };
}

/** Reports names that are none, and kinds that cert-manager does not have. */
export function checkIssuer(findings: Findings, subject: string, { name, kind, group = certManager }: Issuer): void {
  findings.add(`${subject}.name`, dnsSubdomainProblem(name));
  findings.add(`${subject}.group`, dnsSubdomainProblem(group));
  if (kind === undefined) return;
  const known = group === certManager ? ['ClusterIssuer', 'Issuer'].includes(kind) : /^[A-Z][a-zA-Z0-9]*$/.test(kind);
  if (!known)
    findings.add(`${subject}.kind`, {
      code: 'invalid-value',
      want: 'must be "ClusterIssuer" or "Issuer", or a kind of another group',
      got: shown(kind),
      write: 'write "ClusterIssuer"',
    });
}
