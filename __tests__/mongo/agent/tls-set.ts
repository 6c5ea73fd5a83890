import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AgentSettings, TlsSettings } from '../../../lib/mongo/agent/contract';
import { CertificateAuthority, Issued } from '../../certificate-authority';
import { temporaryDirectory } from '../../temporary-directory';
import { settings } from './set';

/** The authority of the sets below. */
export const authority = new CertificateAuthority();

/** A certificate for every member, and its key. */
export function newPair(): Issued {
  return authority.issue({ names: ['*.mongo.shop.svc.cluster.local'] });
}

/** The settings of a set whose mongod serves `first`, which is in the Secret too, and is not marked as served. */
export function servingTls(mode: TlsSettings['mode'] = 'require'): {
  readonly given: AgentSettings & { readonly tls: TlsSettings };
  readonly first: Issued;
} {
  const tls = { mode, source: temporaryDirectory(), served: temporaryDirectory() };
  const first = newPair();
  writeCertificate(tls, first);
  writeFileSync(join(tls.served, 'pair.pem'), `${first.certificate}\n${first.key}`);
  writeFileSync(join(tls.served, 'ca.pem'), authority.certificate);
  writeFileSync(join(tls.served, 'served'), 'nothing yet');
  return { given: { ...settings(), tls }, first };
}

/** Writes the certificate's Secret as the kubelet does. */
export function writeCertificate(
  { source }: TlsSettings,
  { certificate, key }: Pick<Issued, 'certificate' | 'key'>,
): void {
  const files = { 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authority.certificate };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(source, name), text);
}
