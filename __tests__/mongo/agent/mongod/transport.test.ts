import { writeFileSync } from 'node:fs';
import { TlsSettings } from '../../../../lib/mongo/agent/contract';
import { transport } from '../../../../lib/mongo/agent/mongod/transport';
import { CertificateAuthority } from '../../../certificate-authority';
import { temporaryDirectory } from '../../../temporary-directory';
import { settings } from '../set';
import { closeServers, plainServer, tlsServer } from '../tls-server';

const authority = new CertificateAuthority();
const served = temporaryDirectory();
writeFileSync(`${served}/ca.pem`, authority.certificate);
const byTls = `&tls=true&tlsCAFile=${encodeURIComponent(`${served}/ca.pem`)}`;
afterAll(closeServers);

function options(mode: TlsSettings['mode'], host: string): Promise<string> {
  return transport({ ...settings(), tls: { mode, source: '', served } }, host);
}

test('has no options in a set without TLS', async () => {
  expect(await transport(settings(), 'localhost:1')).toBe('');
});

test("speaks TLS to this pod's mongod, whatever its certificate is", async () => {
  expect(await options('prefer', '127.0.0.1:27017')).toBe('&tls=true&tlsAllowInvalidCertificates=true');
});

test('speaks TLS to a host that does', async () => {
  expect(await options('allow', await tlsServer(authority.issue({ names: ['localhost'] })))).toBe(byTls);
});

test('speaks plainly to a member that has no TLS yet, unless TLS is required', async () => {
  const host = await plainServer();
  expect([await options('prefer', host), await options('require', host)]).toEqual(['', byTls]);
});

test('does not speak plainly to a host with a certificate of another authority', async () => {
  const host = await tlsServer(new CertificateAuthority().issue({ names: ['localhost'] }));
  expect(await options('prefer', host)).toBe(byTls);
});
