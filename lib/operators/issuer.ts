import { Issue, quoted } from '../findings/problem';
import { dnsSubdomainProblem } from '../kubernetes/names';
import { object } from '../props/object';
import { string } from '../props/scalar';
import { Decided, decided, named, Props, PropsOf, refine } from '../props/schema';

const certManager = 'cert-manager.io';

const table = object(
  {
    /** The name of the issuer. */
    name: string({ check: dnsSubdomainProblem, example: '"internal"' }),
    /**
     * The kind: `ClusterIssuer`, or `Issuer` for one of the namespace; with `group`, a kind of that group.
     * @default 'ClusterIssuer'
     */
    kind: string({ example: '"ClusterIssuer"', default: 'ClusterIssuer' }),
    /** The API group of an issuer of another project, such as `awspca.cert-manager.io`. @default - `cert-manager.io` */
    group: string({ check: dnsSubdomainProblem, example: quoted(certManager), default: certManager }),
  },
  { example: '{ name: "internal" }' },
);

/** The issuer that signs a certificate, in cert-manager's words. */
export interface CertificateIssuer extends PropsOf<typeof table>, Props {}

/** An issuer with every default decided. */
export interface DecidedIssuer extends Decided<typeof table> {}

/** The schema of an issuer. */
export const issuer = named<CertificateIssuer, DecidedIssuer>(refine(table, kindIssue));

/** Returns the part of a Certificate's spec that names the issuer, and that gives each certificate a private key of its own. */
export function issuedBy(given: CertificateIssuer): Record<string, unknown> {
  const { group, kind, name } = decided(issuer, given);
  return {
    issuerRef: { group, kind, name },
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
  };
}

function kindIssue({ kind, group }: DecidedIssuer): Issue | undefined {
  const known = group === certManager ? ['ClusterIssuer', 'Issuer'].includes(kind) : /^[A-Z][a-zA-Z0-9]*$/.test(kind);
  if (known) return undefined;
  const want = 'must be "ClusterIssuer" or "Issuer", or a kind of another group';
  return { at: 'kind', code: 'invalid-value', want, got: quoted(kind), write: 'write "ClusterIssuer"' };
}
