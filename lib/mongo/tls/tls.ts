import { Findings, shown } from '../../findings/findings';
import { Issuer, issuerShape } from '../../operators/issuer';
import { durationProblem, durationSeconds } from '../../props/duration';
import { advised, oneOf, optional, record, scalar, Shape, Shapes, shapeFrom } from '../../props/shape';
import { credentials } from '../users/credentials';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { otherNamespaceProblem, plainSecretProblem } from '../../secrets/sources/secret-delivery';

export interface MongoTlsProps {
  /**
   * Whether members and clients speak TLS.
   * @default - they do not
   */
  readonly tls?: MongoTls;
}

/** TLS among the members, and between them and clients. */
export interface MongoTls {
  /**
   * `off`: none. `allow`: members accept it, and do not use it. `prefer`: members use it among themselves once all of them accept it,
   * so do connections, and others without are accepted. `require`: others are refused. A set that runs goes from one to the next by an
   * apply each; forth also from `off` to `prefer`.
   */
  readonly mode: MongoTlsMode;
  /** What all members show, as servers and to each other. */
  readonly certificate: MongoCertificate;
}

export type MongoTlsMode = 'off' | 'allow' | 'prefer' | 'require';

/**
 * A certificate of cert-manager, or a Secret that exists: with the members' names or `*.<set>.<namespace>.svc.<cluster domain>`, for
 * server and client auth, and with the certificates of its authority up to the root in `ca.crt`.
 */
export type MongoCertificate = IssuedMongoCertificate | SecretRef<'tls.crt' | 'tls.key' | 'ca.crt'>;

/** A certificate that cert-manager keeps in the Secret `<set>-tls`. */
export interface IssuedMongoCertificate {
  /** One that also tells its own certificate (`ca.crt`), such as those of the types CA and Vault. */
  readonly issuer: Issuer;
  /**
   * How long a certificate is good, such as `2160h`.
   * @default - cert-manager's, 90 days
   */
  readonly duration?: string;
  /**
   * How long before its end it is renewed, such as `720h`.
   * @default - cert-manager's, a third of its time
   */
  readonly renewBefore?: string;
}

/** A set's TLS with every default decided. */
export interface MongoSetTls {
  readonly mode: Exclude<MongoTlsMode, 'off'>;
  readonly secretName: string;
  /** The certificates that those of the members are checked by. */
  readonly authority: SecretKey;
  /** Undefined where the Secret exists. */
  readonly issued?: IssuedMongoCertificate;
}

const secretShape = shapeFrom(credentials('mongo-tls', ['tls.crt', 'tls.key', 'ca.crt']));
const issuedShape = advised(
  record<IssuedMongoCertificate>({ issuer: issuerShape, duration: optional(scalar), renewBefore: optional(scalar) }),
  '{ issuer: { name: "internal" } }',
);

const certificateShape: Shape = {
  wanted: 'a certificate',
  misfit: (value) => (value instanceof SecretRef ? secretShape : issuedShape).misfit(value),
  isTyped: (value) => issuedShape.isTyped?.(value) === true,
};

export const mongoTlsShapes: Shapes<MongoTlsProps> = {
  tls: optional(
    advised(
      record<MongoTls>({
        mode: advised(oneOf('off', 'allow', 'prefer', 'require'), '"require"'),
        certificate: certificateShape,
      }),
      '{ mode: "require", certificate: { issuer: { name: "internal" } } }',
    ),
  ),
};

// https://cert-manager.io/docs/usage/certificate/
const defaultDuration = '2160h';

/** A set's TLS; undefined for one without. */
export function mongoTls(
  name: string,
  namespace: string | undefined,
  tls: MongoTls | undefined,
): MongoSetTls | undefined {
  if (tls === undefined || tls.mode === 'off') return undefined;
  const { mode, certificate } = tls;
  if (certificate instanceof SecretRef)
    return { mode, secretName: certificate.name, authority: certificate.key('ca.crt') };
  const secretName = `${name}-tls`;
  return { mode, secretName, authority: new SecretKey(secretName, 'ca.crt', namespace), issued: certificate };
}

/** Reports certificates that cannot be had. */
export function checkTls(findings: Findings, tls: MongoTls | undefined, namespace: string | undefined): void {
  if (tls === undefined) return;
  const { certificate } = tls;
  if (certificate instanceof SecretRef) {
    findings.add('tls.certificate', plainSecretProblem(certificate.delivery));
    findings.add('tls.certificate', otherNamespaceProblem(certificate, 'set', namespace));
    return;
  }
  const { duration, renewBefore } = certificate;
  if (duration !== undefined) findings.add('tls.certificate.duration', durationProblem(duration, 3600));
  if (renewBefore !== undefined) findings.add('tls.certificate.renewBefore', durationProblem(renewBefore, 300));
  if (durationSeconds(renewBefore) >= durationSeconds(duration ?? defaultDuration))
    findings.add('tls.certificate.renewBefore', {
      code: 'invalid-value',
      want: 'must be shorter than duration',
      got: `${shown(renewBefore)} and ${duration === undefined ? `the default "${defaultDuration}"` : shown(duration)}`,
      write: 'write a third of it',
    });
}
