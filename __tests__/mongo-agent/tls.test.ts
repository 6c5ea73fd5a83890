import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connections } from '../../lib/mongo-agent/connections';
import { TlsSettings } from '../../lib/mongo-agent/settings';
import { Tls } from '../../lib/mongo-agent/tls';
import { CertificateAuthority, Issued } from '../certificate-authority';
import { temporaryDirectory } from '../temporary-directory';
import { Asked, mongosh, MongoServerError } from './mongosh';
import { settings } from './set';
import { closeServers, plainServer, tlsServer } from './tls-server';

const authority = new CertificateAuthority();
const newPair = () => authority.issue({ names: ['*.mongo.shop.svc.cluster.local'] });
afterAll(closeServers);

function own(mode: TlsSettings['mode'] = 'require', answer: (asked: Asked) => unknown = () => ({ ok: 1 })) {
  const tls = { mode, secret: temporaryDirectory(), placed: temporaryDirectory() };
  const first = newPair();
  writeSecret(tls, first);
  writeFileSync(join(tls.placed, 'pair.pem'), `${first.certificate}\n${first.key}`);
  writeFileSync(join(tls.placed, 'ca.pem'), authority.certificate);
  writeFileSync(join(tls.placed, 'served'), 'nothing yet');
  const { Mongo, asked } = mongosh({ answer });
  const observed = new Tls(new Connections(Mongo, () => ['key']), { ...settings(), tls }, 0);
  return { tls: observed, directories: tls, first, commands: () => asked.map(({ command }) => command) };
}

function writeSecret({ secret }: TlsSettings, { certificate, key }: Pick<Issued, 'certificate' | 'key'>): void {
  const files = { 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authority.certificate };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(secret, name), text);
}

test('has nothing to see in a set without TLS', async () => {
  const { Mongo } = mongosh({ answer: () => undefined });
  expect(await new Tls(new Connections(Mongo, () => []), settings(), 0).observe([])).toBeUndefined();
});

test('brings the Secret’s certificate to mongod as a file that nobody else can read, without a restart', async () => {
  const { tls, directories, commands } = own();
  const renewed = newPair();
  writeSecret(directories, renewed);
  const before = await tls.observe([]);
  await tls.renew();
  const pair = join(directories.placed, 'pair.pem');
  expect({
    before,
    after: await tls.observe([]),
    commands: commands(),
    text: readFileSync(pair, 'utf8'),
    mode: statSync(pair).mode & 0o777,
  }).toEqual({
    before: { certificate: 'new' },
    after: { certificate: 'in place' },
    commands: [{ rotateCertificates: 1 }],
    text: `${renewed.certificate}\n${renewed.key}`,
    mode: 0o400,
  });
});

test('tells mongod again when it was not told of a certificate that is in place', async () => {
  let silent = true;
  const { tls } = own('require', () => {
    if (silent) throw new Error('connection closed');
    return { ok: 1 };
  });
  await expect(tls.renew()).rejects.toThrow('connection closed');
  const untold = await tls.observe([]);
  silent = false;
  await tls.renew();
  expect([untold, await tls.observe([])]).toEqual([{ certificate: 'new' }, { certificate: 'in place' }]);
});

test('takes back what mongod refuses, which its next start would need', async () => {
  const { tls, directories, first } = own('require', () => {
    throw new MongoServerError(140);
  });
  writeSecret(directories, newPair());
  await expect(tls.renew()).rejects.toThrow('refused with 140');
  expect(readFileSync(join(directories.placed, 'pair.pem'), 'utf8')).toBe(`${first.certificate}\n${first.key}`);
});

test('leaves a certificate alone that is not good, and says why', async () => {
  const { tls, directories, first, commands } = own();
  writeSecret(directories, { ...newPair(), key: newPair().key });
  const seen = await tls.observe([]);
  await tls.renew();
  expect({ seen, commands: commands(), pair: readFileSync(join(directories.placed, 'pair.pem'), 'utf8') }).toEqual({
    seen: {
      certificate: 'refused',
      problem: 'tls.key must be the private key of tls.crt, in PEM without a passphrase',
    },
    commands: [],
    pair: `${first.certificate}\n${first.key}`,
  });
});

test('says which keys a Secret must have', async () => {
  const { Mongo } = mongosh({ answer: () => undefined });
  const tls = { mode: 'require' as const, secret: temporaryDirectory(), placed: temporaryDirectory() };
  expect(await new Tls(new Connections(Mongo, () => []), { ...settings(), tls }, 0).observe([])).toEqual({
    certificate: 'refused',
    problem: 'it must have the keys tls.crt, tls.key and ca.crt',
  });
});

test('asks the members whether they speak TLS while the own mongod does not, though it is to', async () => {
  const { tls, commands } = own('prefer', () => ({ tlsMode: 'allowTLS' }));
  const speaking = await tlsServer(authority.issue({ names: ['localhost'] }));
  const plain = await plainServer();
  const { answers } = (await tls.observe([{ host: speaking }, { host: plain }])) ?? {};
  expect({ answers, commands: commands() }).toEqual({
    answers: { [speaking]: 'tls', [plain]: 'plain' },
    commands: [{ getParameter: 1, tlsMode: 1 }],
  });
});

test.each<[string, TlsSettings['mode'], () => unknown]>([
  ['of a mongod that speaks TLS already', 'prefer', () => ({ tlsMode: 'preferTLS' })],
  ['of a mongod that does not answer', 'prefer', () => Promise.reject(new Error('closed'))],
  ['in a set that only allows TLS', 'allow', () => ({ tlsMode: 'allowTLS' })],
])('asks no member %s', async (_, mode, answer) => {
  const { tls } = own(mode, answer);
  expect(await tls.observe([{ host: 'nobody:1' }])).toEqual({ certificate: 'new' });
});

test('has mongod speak TLS to the others', async () => {
  const { tls, commands } = own('prefer');
  await tls.raise();
  expect(commands()).toEqual([{ setParameter: 1, tlsMode: 'preferTLS' }]);
});
