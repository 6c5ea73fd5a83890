import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TlsSettings } from '../contract';

/** The texts of `tls.crt`, `tls.key` and `ca.crt`. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
}

const usages = [
  ['1.3.6.1.5.5.7.3.1', 'server auth'],
  ['1.3.6.1.5.5.7.3.2', 'client auth'],
] as const;
const longestChain = 8;

/** Reads the certificate of the Secret; a problem is the reason why a member of this name cannot use it. */
export function givenCertificate(
  { source }: TlsSettings,
  name: string,
): CertificateFiles | { readonly problem: string } {
  try {
    const [certificate = '', key = '', authority = ''] = ['tls.crt', 'tls.key', 'ca.crt'].map((file) =>
      readFileSync(join(source, file), 'utf8'),
    );
    const problem = certificateProblem({ certificate, key, authority }, name, new Date());
    return problem ? { problem } : { certificate, key, authority };
  } catch {
    return { problem: 'it must have the keys tls.crt, tls.key and ca.crt' };
  }
}

/** Returns the path of the authority's certificates as mongod reads them. */
export function servedAuthority({ served }: TlsSettings): string {
  return join(served, 'ca.pem');
}

/** Returns true if mongod serves this certificate. */
export function isServed({ served }: TlsSettings, files: CertificateFiles): boolean {
  return readFileSync(join(served, 'served'), 'utf8').trim() === hashOf(files);
}

/** Writes the certificate for mongod, certificate and key in one file, and returns a function that puts the one before it back. */
export function writeServed({ served }: TlsSettings, { certificate, key, authority }: CertificateFiles): () => void {
  const write = (ca: string, own: string) => {
    replace(join(served, 'ca.pem'), ca);
    replace(join(served, 'pair.pem'), own);
  };
  const [oldAuthorities = '', oldPair = ''] = ['ca.pem', 'pair.pem'].map((file) =>
    readFileSync(join(served, file), 'utf8'),
  );
  write(authority, certificate + '\n' + key);
  return () => {
    write(oldAuthorities, oldPair);
  };
}

/** Marks the certificate as the one that mongod serves. */
export function markServed({ served }: TlsSettings, files: CertificateFiles): void {
  replace(join(served, 'served'), hashOf(files));
}

/** Returns the reason why a member cannot use a certificate, as a server and as a client of the other members. */
export function certificateProblem(
  { certificate, key, authority }: CertificateFiles,
  host: string,
  now: Date,
): string | undefined {
  const chain = certificatesOf(certificate);
  const authorities = certificatesOf(authority);
  const [leaf] = chain;
  if (!leaf) return 'tls.crt must be a certificate in PEM';
  if (authorities.length === 0) return 'ca.crt must be certificates in PEM';
  if (!isKeyOf(leaf, key)) return 'tls.key must be the private key of tls.crt, in PEM without a passphrase';
  if (now > new Date(leaf.validTo)) return `tls.crt ended on ${leaf.validTo}`;
  if (now < new Date(leaf.validFrom)) return `tls.crt begins on ${leaf.validFrom}`;
  if (!leaf.checkHost(host)) return `tls.crt must be for ${host}, got ${leaf.subjectAltName ?? 'no name'}`;
  // Undefined for a certificate without the extension, which allows every usage.
  const allowed = leaf.keyUsage as string[] | undefined;
  const missing = usages.filter(([usage]) => allowed?.includes(usage) === false).map(([, name]) => name);
  if (missing.length > 0) return `tls.crt must have the usage ${missing.join(' and ')}`;
  const isTrusted = isSigned(leaf, [...authorities, ...chain], authorities);
  return isTrusted ? undefined : 'tls.crt must be signed by a root certificate in ca.crt';
}

/** Returns the names of hosts, given with their ports, that a certificate is not for. */
export function unnamedHosts(
  { certificate }: Pick<CertificateFiles, 'certificate'>,
  hosts: readonly string[],
): string[] {
  const [leaf] = certificatesOf(certificate);
  const names = new Set(hosts.map((host) => host.replace(/:\d+$/, '')));
  return [...names].filter((name) => !leaf?.checkHost(name));
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
  certificate: X509Certificate,
  issuers: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  length = 1,
): boolean {
  if (authorities.includes(certificate) && isSignedBy(certificate, certificate)) return true;
  const issuer = issuers.find((other) => other !== certificate && isSignedBy(certificate, other));
  return !!issuer && length < longestChain && isSigned(issuer, issuers, authorities, length + 1);
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function hashOf({ certificate, key, authority }: CertificateFiles): string {
  return sha256(certificate + key + authority);
}

/** Returns the hash of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A reader sees the old file or the new one, never a part. */
function replace(file: string, text: string): void {
  const next = `${file}.next`;
  rmSync(next, { force: true });
  writeFileSync(next, text, { mode: 0o400 });
  renameSync(next, file);
}
