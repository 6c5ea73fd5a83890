import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { renewCertificate } from '../../../../lib/mongo/agent/act/tls';
import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { observeTls } from '../../../../lib/mongo/agent/observe/tls';
import { mongosh, MongoServerError } from '../mongosh';
import { settings } from '../set';
import { newPair, servingTls, writeCertificate } from '../tls-set';

function connected(given = settings(), answer: () => unknown = () => ({ ok: 1 })) {
  const { Mongo, asked } = mongosh({ answer });
  return { connections: new Connections(Mongo, given), commands: () => asked.map(({ command }) => command) };
}

test('has mongod serve the Secret’s certificate, from a file that no other user can read, without a restart', async () => {
  const { given } = servingTls();
  const { connections, commands } = connected(given);
  const renewed = newPair();
  writeCertificate(given.tls, renewed);
  await renewCertificate(connections, 0);
  const pair = join(given.tls.served, 'pair.pem');
  expect({
    after: await observeTls(connections, 0, []),
    commands: commands(),
    text: readFileSync(pair, 'utf8'),
    mode: statSync(pair).mode & 0o777,
  }).toEqual({
    after: { certificate: 'served' },
    commands: [{ rotateCertificates: 1 }],
    text: `${renewed.certificate}\n${renewed.key}`,
    mode: 0o400,
  });
});

test('tells mongod again if it did not answer', async () => {
  let silent = true;
  const { given } = servingTls();
  const { connections } = connected(given, () => {
    if (silent) throw new Error('connection closed');
    return { ok: 1 };
  });
  await expect(renewCertificate(connections, 0)).rejects.toThrow('connection closed');
  const untold = await observeTls(connections, 0, []);
  silent = false;
  await renewCertificate(connections, 0);
  expect([untold, await observeTls(connections, 0, [])]).toEqual([{ certificate: 'new' }, { certificate: 'served' }]);
});

test('puts back what mongod served before it refused the new one, which its next start would need', async () => {
  const { given, first } = servingTls();
  const { connections } = connected(given, () => {
    throw new MongoServerError(140);
  });
  writeCertificate(given.tls, newPair());
  await expect(renewCertificate(connections, 0)).rejects.toThrow('refused with 140');
  expect(readFileSync(join(given.tls.served, 'pair.pem'), 'utf8')).toBe(`${first.certificate}\n${first.key}`);
});

test('does nothing with a certificate that mongod cannot use, or in a set without TLS', async () => {
  const { given, first } = servingTls();
  const { connections, commands } = connected(given);
  writeCertificate(given.tls, { certificate: first.certificate, key: newPair().key });
  await renewCertificate(connections, 0);
  const plain = connected();
  await renewCertificate(plain.connections, 0);
  expect([commands(), plain.commands()]).toEqual([[], []]);
  expect(readFileSync(join(given.tls.served, 'pair.pem'), 'utf8')).toBe(`${first.certificate}\n${first.key}`);
});
