import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { issuer } from '../../operators/issuer';
import { durationProblem, durationSeconds } from '../../props/duration';
import { instance } from '../../props/instance';
import { object } from '../../props/object';
import { oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf, Schema } from '../../props/schema';
import { credentials } from '../users/credentials';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { otherNamespaceProblem, plainSecretProblem } from '../../secrets/sources/secret-delivery';

const issuedTable = object(
  {
    /** The issuer: one that also gives its own certificate (`ca.crt`), such as those of the types CA and Vault. */
    issuer,
    /** The time that a certificate is valid, such as `2160h`. @default - cert-manager's, 90 days */
    duration: optional(string({ check: (duration) => durationProblem(duration, 3600) })),
    /**
     * The time before its end at which a certificate is renewed, such as `720h`.
     * @default - cert-manager's, a third of the duration
     */
    renewBefore: optional(string({ check: (duration) => durationProblem(duration, 300) })),
  },
  { example: '{ issuer: { name: "internal" } }' },
);

/** A certificate that cert-manager keeps in the Secret `<set>-tls`. */
export interface IssuedMongoCertificate extends PropsOf<typeof issuedTable>, Props {}

/**
 * A certificate of cert-manager, or a Secret that exists: with the members' names or `*.<set>.<namespace>.svc.<cluster domain>`, for
 * server and client auth, and with the certificates of its authority up to the root in `ca.crt`.
 */
export type MongoCertificate = IssuedMongoCertificate | MongoCertificateSecret;

/** A TLS Secret that exists, with the authority's certificates. */
export type MongoCertificateSecret = SecretRef<'tls.crt' | 'tls.key' | 'ca.crt'>;

const secret = credentials('mongo-tls', ['tls.crt', 'tls.key', 'ca.crt']);

// A Secret without one of the keys is meant as a Secret.
const certificate: Schema<MongoCertificate, Decided<typeof issuedTable> | MongoCertificateSecret> = {
  wanted: 'a certificate',
  parse: (value) => (value instanceof SecretRef ? secret : issuedTable).parse(value),
};

/** The schema of a key with the certificates of authorities. */
export const authority = instance(SecretKey, {
  wanted: 'a key of a SecretRef',
  example: 'new SecretRef(chart, "mongo-ca-bundle", { keys: ["ca.crt"] }).key("ca.crt")',
});

const tlsTable = object(
  {
    /**
     * The use of TLS. `off`: none. `allow`: members accept it, and do not use it. `prefer`: members use it among themselves once all of
     * them accept it, so do connections, and others without are accepted. `require`: others are refused. A set that runs goes from one
     * to the next by an apply each; from `off` also to `prefer`.
     */
    mode: oneOf(['off', 'allow', 'prefer', 'require'], { example: '"require"' }),
    /** The certificate that all members show, as servers and to each other. */
    certificate,
    /**
     * The certificates in PEM that members and clients trust, up to the root of the authority that signed `certificate`. With a Secret of
     * its own, the next authority is trusted before it signs, and the one before until nothing shows its certificates.
     * @default - `ca.crt` of the certificate's Secret, which changes together with the certificate
     */
    caBundle: optional(authority),
  },
  { example: '{ mode: "require", certificate: { issuer: { name: "internal" } } }' },
);

/** TLS among the members, and between them and clients. */
export interface MongoTls extends PropsOf<typeof tlsTable>, Props {}

type DecidedTls = Decided<typeof tlsTable>;

/** The uses of TLS. */
export type MongoTlsMode = MongoTls['mode'];

/** The props of TLS. */
export const tls = object({
  /** TLS among the members, and between them and clients. @default - none */
  tls: optional(named<MongoTls, DecidedTls>(tlsTable)),
});

/** The TLS of a set that has it. */
export interface MongoSetTls {
  readonly mode: Exclude<MongoTlsMode, 'off'>;
  readonly secretName: string;
  /** The certificates by which the members' certificates are verified. */
  readonly authority: SecretKey;
  /** Undefined if the Secret exists. */
  readonly issued?: Decided<typeof issuedTable>;
}

// https://cert-manager.io/docs/usage/certificate/
const defaultDuration = '2160h';

/** Returns the TLS of a set; undefined for a set without. */
export function mongoTls(
  name: string,
  namespace: string | undefined,
  given: DecidedTls | undefined,
): MongoSetTls | undefined {
  if (given === undefined || given.mode === 'off') return undefined;
  const { mode, certificate, caBundle } = given;
  if (certificate instanceof SecretRef)
    return { mode, secretName: certificate.name, authority: caBundle ?? certificate.key('ca.crt') };
  const secretName = `${name}-tls`;
  const authority = caBundle ?? new SecretKey(secretName, 'ca.crt', namespace);
  return { mode, secretName, authority, issued: certificate };
}

/** Reports Secrets that the members cannot mount, and a renewal that comes before the certificate. */
export function checkTls(findings: Findings, given: DecidedTls | undefined, namespace: string | undefined): void {
  if (given === undefined) return;
  const { certificate, caBundle } = given;
  if (caBundle !== undefined) {
    findings.add('tls.caBundle', plainSecretProblem(caBundle.delivery));
    findings.add('tls.caBundle', otherNamespaceProblem(caBundle, 'set', namespace));
  }
  if (certificate instanceof SecretRef) {
    findings.add('tls.certificate', plainSecretProblem(certificate.delivery));
    findings.add('tls.certificate', otherNamespaceProblem(certificate, 'set', namespace));
    return;
  }
  const { duration, renewBefore } = certificate;
  if (!(durationSeconds(renewBefore) >= durationSeconds(duration ?? defaultDuration))) return;
  const lasting = duration === undefined ? `the default "${defaultDuration}"` : quoted(duration);
  findings.add('tls.certificate.renewBefore', {
    code: 'conflict',
    want: 'must be shorter than duration',
    got: `${quoted(renewBefore)} and ${lasting}`,
    write: 'write a third of it',
  });
}
