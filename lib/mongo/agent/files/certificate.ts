import { createPrivateKey, X509Certificate } from 'node:crypto';

/** The texts of `tls.crt`, `tls.key` and `ca.crt`. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
}

const usages = { 'server auth': '1.3.6.1.5.5.7.3.1', 'client auth': '1.3.6.1.5.5.7.3.2' };
const longestChain = 8;

/** Returns the reason why a member cannot use a certificate, as a server and as a client of the other members. */
export function certificateProblem(
  { certificate, key, authority }: CertificateFiles,
  host: string,
  now: Date,
): string | undefined {
  const chain = certificatesOf(certificate);
  const authorities = certificatesOf(authority);
  const [leaf] = chain;
  if (leaf === undefined) return 'tls.crt must be a certificate in PEM';
  if (authorities.length === 0) return 'ca.crt must be certificates in PEM';
  if (!isKeyOf(leaf, key)) return 'tls.key must be the private key of tls.crt, in PEM without a passphrase';
  if (now > new Date(leaf.validTo)) return `tls.crt ended on ${leaf.validTo}`;
  if (now < new Date(leaf.validFrom)) return `tls.crt begins on ${leaf.validFrom}`;
  if (leaf.checkHost(host) === undefined) return `tls.crt must be for ${host}, got ${leaf.subjectAltName ?? 'no name'}`;
  // Undefined for a certificate without the extension, which allows every usage.
  const allowed = leaf.keyUsage as string[] | undefined;
  const missing = Object.entries(usages).filter(([, usage]) => allowed?.includes(usage) === false);
  if (missing.length > 0) return `tls.crt must have the usage ${missing.map(([name]) => name).join(' and ')}`;
  return isSigned(leaf, chain, authorities) ? undefined : 'tls.crt must be signed by a root certificate in ca.crt';
}

/** Returns no certificates if one of them cannot be read. */
function certificatesOf(text: string): X509Certificate[] {
  try {
    const parts = text.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? [];
    return parts.map((part) => new X509Certificate(part));
  } catch {
    return [];
  }
}

function isKeyOf(certificate: X509Certificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/** Mongod follows a chain to its root, and trusts no part of it by itself. */
function isSigned(
  leaf: X509Certificate,
  chain: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): boolean {
  let signed = leaf;
  for (let length = 0; length < longestChain; length += 1) {
    if (authorities.includes(signed) && isSignedBy(signed, signed)) return true;
    const issuer = [...authorities, ...chain].find((other) => other !== signed && isSignedBy(signed, other));
    if (issuer === undefined) return false;
    signed = issuer;
  }
  return false;
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
