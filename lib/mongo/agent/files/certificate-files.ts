import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TlsSettings } from '../contract';
import { CertificateFiles, certificateProblem } from './certificate';

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
    return problem === undefined ? { certificate, key, authority } : { problem };
  } catch {
    return { problem: 'it must have the keys tls.crt, tls.key and ca.crt' };
  }
}

/** Returns the paths of the files that mongod reads, certificate and key in one, and of the mark of what it serves. */
export function servedFiles({ served }: TlsSettings): {
  readonly pair: string;
  readonly authority: string;
  readonly mark: string;
} {
  return { pair: join(served, 'pair.pem'), authority: join(served, 'ca.pem'), mark: join(served, 'served') };
}

/** Returns true if mongod serves this certificate. */
export function isServed(tls: TlsSettings, files: CertificateFiles): boolean {
  return readFileSync(servedFiles(tls).mark, 'utf8').trim() === hashOf(files);
}

/** Writes the certificate for mongod, and returns a function that puts the one before it back. */
export function writeServed(tls: TlsSettings, { certificate, key, authority }: CertificateFiles): () => void {
  const files = servedFiles(tls);
  const before = [files.authority, files.pair].map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  replace(files.authority, authority);
  replace(files.pair, `${certificate}\n${key}`);
  return () => {
    for (const { file, text } of before) replace(file, text);
  };
}

/** Marks the certificate as the one that mongod serves. */
export function markServed(tls: TlsSettings, files: CertificateFiles): void {
  replace(servedFiles(tls).mark, hashOf(files));
}

function hashOf({ certificate, key, authority }: CertificateFiles): string {
  return createHash('sha256').update(certificate).update(key).update(authority).digest('hex');
}

/** A reader sees the old file or the new one, never a part. */
function replace(file: string, text: string): void {
  const next = `${file}.next`;
  rmSync(next, { force: true });
  writeFileSync(next, text, { mode: 0o400 });
  renameSync(next, file);
}
