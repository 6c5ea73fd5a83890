import { writeFileSync } from 'node:fs';
import { TlsSettings } from '../../lib/mongo-agent/settings';
import { transport } from '../../lib/mongo-agent/transport';
import { CertificateAuthority } from '../certificate-authority';
import { temporaryDirectory } from '../temporary-directory';
import { settings } from './set';
import { closeServers, plainServer, tlsServer } from './tls-server';

const authority = new CertificateAuthority();
const placed = temporaryDirectory();
writeFileSync(`${placed}/ca.pem`, authority.certificate);
const byTls = `&tls=true&tlsCAFile=${encodeURIComponent(`${placed}/ca.pem`)}`;
afterAll(closeServers);

function options(mode: TlsSettings['mode'], host: string): Promise<string> {
  return transport({ ...settings(), tls: { mode, secret: '', placed } }, host);
}

test('says nothing of TLS in a set without', async () => {
  expect(await transport(settings(), 'localhost:1')).toBe('');
});

test('speaks TLS to the own mongod, whatever its certificate is', async () => {
  expect(await options('prefer', '127.0.0.1:27017')).toBe('&tls=true&tlsAllowInvalidCertificates=true');
});

test('speaks TLS to whoever does', async () => {
  expect(await options('allow', await tlsServer(authority.issue({ names: ['localhost'] })))).toBe(byTls);
});

test('speaks plainly to a member that has no TLS yet, unless TLS is required', async () => {
  const host = await plainServer();
  expect([await options('prefer', host), await options('require', host)]).toEqual(['', byTls]);
});

test('does not speak plainly to somebody with a certificate of another authority', async () => {
  const host = await tlsServer(new CertificateAuthority().issue({ names: ['localhost'] }));
  expect(await options('prefer', host)).toBe(byTls);
});
