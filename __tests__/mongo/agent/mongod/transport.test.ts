import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { TlsSettings } from '../../../../lib/mongo/agent/contract';
import { handshake } from '../../../../lib/mongo/agent/mongod/transport';
import { probePort } from '../../../../lib/mongo/agent/mongod/transport';
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

const trusted = Buffer.from(authority.certificate);
const issued = (name: string, by = authority) => tlsServer(by.issue({ names: [name] }));

test('trusts a host by the name that it was called, and by the authority', async () => {
  const hosts = await Promise.all([
    issued('localhost'),
    issued('other'),
    issued('localhost', new CertificateAuthority()),
  ]);
  const answers = await Promise.all(hosts.map((host) => handshake(host, trusted)));
  expect(answers).toEqual(['tls', 'untrusted', 'untrusted']);
});

test('tells a server without TLS from none', async () => {
  const host = await plainServer();
  const before = await handshake(host, trusted);
  await closeServers();
  expect([before, await handshake(host, trusted)]).toEqual(['plain', 'silent']);
});

test('tells an open port from one at which nothing listens', async () => {
  const server = createServer((socket) => socket.destroy());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const open = await probePort(`127.0.0.1:${port}`, 1);
  server.close();
  await once(server, 'close');
  expect([open, await probePort(`127.0.0.1:${port}`, 1)]).toEqual(['open', 'closed']);
});

test('waits no longer than it may for a host that does not answer', async () => {
  // The documentation's addresses lead nowhere; where the network refuses them at once, they are closed.
  expect(['silent', 'closed']).toContain(await probePort('192.0.2.1:27017', 0.05));
});
