import { handshake } from '../../../../lib/mongo/agent/mongod/handshake';
import { CertificateAuthority } from '../../../certificate-authority';
import { closeServers, plainServer, tlsServer } from '../tls-server';

const authority = new CertificateAuthority();
const trusted = Buffer.from(authority.certificate);
const issued = (name: string, by = authority) => tlsServer(by.issue({ names: [name] }));
afterAll(closeServers);

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
