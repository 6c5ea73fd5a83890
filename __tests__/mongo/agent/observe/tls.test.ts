import { TlsSettings } from '../../../../lib/mongo/agent/contract';
import { markServed } from '../../../../lib/mongo/agent/files/certificate';
import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { observeTls } from '../../../../lib/mongo/agent/observe/tls';
import { mongosh } from '../mongosh';
import { settings } from '../set';
import { authority, newPair, servingTls, writeCertificate } from '../tls-set';
import { closeServers, plainServer, tlsServer } from '../tls-server';

afterAll(closeServers);

function observed(given = settings(), answer: () => unknown = () => ({ ok: 1 }), hosts: readonly string[] = []) {
  const { Mongo, asked } = mongosh({ answer });
  const members = hosts.map((host) => ({ host }));
  return { asked, tls: observeTls(new Connections(Mongo, given), 0, members) };
}

test('has nothing to see in a set without TLS', async () => {
  expect(await observed().tls).toBeUndefined();
});

test('tells a certificate that mongod serves from a new one', async () => {
  const { given, first } = servingTls();
  const unmarked = await observed(given).tls;
  markServed(given.tls, { certificate: first.certificate, key: first.key, authority: authority.certificate });
  const served = await observed(given).tls;
  writeCertificate(given.tls, newPair());
  expect([unmarked, served, await observed(given).tls]).toEqual([
    { certificate: 'new' },
    { certificate: 'served' },
    { certificate: 'new' },
  ]);
});

test('names the hosts outside that the certificate is not for, once each', async () => {
  const { given, first } = servingTls();
  markServed(given.tls, { certificate: first.certificate, key: first.key, authority: authority.certificate });
  const { Mongo } = mongosh({ answer: () => ({ ok: 1 }) });
  const seen = (outside: readonly string[]) => observeTls(new Connections(Mongo, given), 0, [], outside);
  expect([
    await seen(['nodes.example.com:30017', 'nodes.example.com:30018']),
    await seen(['mongo-9.mongo.shop.svc.cluster.local:27017']),
  ]).toEqual([{ certificate: 'served', unnamed: ['nodes.example.com'] }, { certificate: 'served' }]);
});

test('refuses a certificate that mongod cannot use, with the reason', async () => {
  const { given, first } = servingTls();
  writeCertificate(given.tls, { certificate: first.certificate, key: newPair().key });
  expect(await observed(given).tls).toEqual({
    certificate: 'refused',
    problem: 'tls.key must be the private key of tls.crt, in PEM without a passphrase',
  });
});

test('probes the members for TLS while mongod is to speak it and does not', async () => {
  const speaking = await tlsServer(authority.issue({ names: ['localhost'] }));
  const plain = await plainServer();
  const { given } = servingTls('prefer');
  const { tls, asked } = observed(given, () => ({ tlsMode: 'allowTLS' }), [speaking, plain]);
  expect({ answers: (await tls)?.answers, commands: asked.map(({ command }) => command) }).toEqual({
    answers: { [speaking]: 'tls', [plain]: 'plain' },
    commands: [{ getParameter: 1, tlsMode: 1 }],
  });
});

test.each<[string, TlsSettings['mode'], () => unknown]>([
  ['of a mongod that speaks TLS already', 'prefer', () => ({ tlsMode: 'preferTLS' })],
  ['of a mongod that does not answer', 'prefer', () => Promise.reject(new Error('closed'))],
  ['in a set that only allows TLS', 'allow', () => ({ tlsMode: 'allowTLS' })],
])('probes no member %s', async (_, mode, answer) => {
  expect(await observed(servingTls(mode).given, answer, ['localhost:1']).tls).toEqual({ certificate: 'new' });
});
