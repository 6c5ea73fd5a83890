import { Findings, shown } from '../values/findings';
import { Issuer } from '../values/issuer';
import { dnsSubdomainProblem } from '../values/names';
import { durationProblem, durationSeconds } from '../values/duration';
import { SecretKey, SecretRef } from '../secret-ref';
import { plainSecretProblem } from '../secrets/secret-delivery';

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

const modes: readonly MongoTlsMode[] = ['off', 'allow', 'prefer', 'require'];

/** A set's TLS; undefined for one without, and for what is none, which is reported. */
export function mongoTls(
  name: string,
  namespace: string | undefined,
  tls: MongoTls | undefined,
): MongoSetTls | undefined {
  if (problemOf(tls) !== undefined || tls === undefined || tls.mode === 'off') return undefined;
  const { mode, certificate } = tls;
  if (certificate instanceof SecretRef)
    return { mode, secretName: certificate.name, authority: certificate.key('ca.crt') };
  const secretName = `${name}-tls`;
  return { mode, secretName, authority: new SecretKey(secretName, 'ca.crt', namespace), issued: certificate };
}

/** Reports modes that are none, and certificates that cannot be had. */
export function checkTls(findings: Findings, tls: MongoTls | undefined, namespace: string | undefined): void {
  const problem = problemOf(tls);
  if (problem !== undefined) findings.add(...problem);
  if (problem !== undefined || tls === undefined) return;
  const { certificate } = tls;
  if (certificate instanceof SecretRef) {
    findings.add('tls.certificate', plainSecretProblem(certificate.delivery));
    if (certificate.namespace !== namespace)
      findings.add(
        'tls.certificate',
        `must be a Secret of the set's namespace, got one of ${shown(certificate.namespace)}; make the SecretRef in the set's chart`,
      );
    return;
  }
  const { issuer, duration, renewBefore } = certificate;
  findings.add('tls.certificate.issuer.name', dnsSubdomainProblem(issuer.name));
  if (issuer.kind !== undefined && !['ClusterIssuer', 'Issuer'].includes(issuer.kind))
    findings.add(
      'tls.certificate.issuer.kind',
      `must be "ClusterIssuer" or "Issuer", got ${shown(issuer.kind)}; write one of them`,
    );
  if (duration !== undefined) findings.add('tls.certificate.duration', durationProblem(duration, 3600));
  if (renewBefore !== undefined) findings.add('tls.certificate.renewBefore', durationProblem(renewBefore, 300));
  if (durationSeconds(renewBefore) >= durationSeconds(duration))
    findings.add(
      'tls.certificate.renewBefore',
      `must be shorter than duration, got ${shown(renewBefore)} and ${shown(duration)}; write a third of it`,
    );
}

/** What is wrong with the parts of which everything else is made; from JavaScript anything may be given. */
function problemOf(tls: unknown): [subject: string, problem: string] | undefined {
  if (tls === undefined) return undefined;
  if (!isMap(tls)) return ['tls', `must be a mode and a certificate, got ${shown(tls)}; write { mode, certificate }`];
  if (!modes.includes(tls.mode as MongoTlsMode))
    return ['tls.mode', `must be ${modes.map(shown).join(', ')}, got ${shown(tls.mode)}; write "require"`];
  const { certificate } = tls;
  if (certificate instanceof SecretRef) return keysProblem((certificate as SecretRef).keys);
  const isIssued = isMap(certificate) && isMap(certificate.issuer);
  return isIssued
    ? undefined
    : [
        'tls.certificate',
        `must be cert-manager's or a SecretRef, got ${shown(certificate)}; write { issuer: { name: "internal" } }`,
      ];
}

function keysProblem(keys: readonly string[]): [subject: string, problem: string] | undefined {
  const missing = ['tls.crt', 'tls.key', 'ca.crt'].filter((key) => !keys.includes(key));
  if (missing.length === 0) return undefined;
  return [
    'tls.certificate',
    `must have the keys tls.crt, tls.key and ca.crt, got ${keys.map(shown).join(', ')}; add ${missing.join(', ')}`,
  ];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
