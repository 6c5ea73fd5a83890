import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateProblem } from '../../../../lib/mongo/agent/files/certificate';
import {
  givenCertificate,
  isServed,
  markServed,
  servedAuthority,
  unnamedHosts,
  writeServed,
} from '../../../../lib/mongo/agent/files/certificate';
import { CertificateAuthority, CertificateProps } from '../../../certificate-authority';
import { temporaryDirectory } from '../../../temporary-directory';
import { authority as setAuthority, newPair, servingTls } from '../tls-set';

const authority = new CertificateAuthority();
const stranger = new CertificateAuthority();
const host = 'mongo-0.mongo.shop.svc.cluster.local';
const now = new Date();
const hour = 3600 * 1000;

function files(props: CertificateProps = {}) {
  const { certificate, key } = authority.issue({ names: ['*.mongo.shop.svc.cluster.local'], ...props });
  return { certificate, key, authority: authority.certificate };
}

test('accepts a certificate for all members by one name, which is theirs and the authority’s', () => {
  expect(certificateProblem(files(), host, now)).toBeUndefined();
});

test('accepts what a chain leads from to a root', () => {
  const between = new CertificateAuthority(authority);
  const { certificate, key } = between.issue({ names: [host] });
  const whole = { certificate: certificate + between.certificate, key, authority: authority.certificate };
  const bundle = { certificate, key, authority: between.certificate + authority.certificate };
  expect([certificateProblem(whole, host, now), certificateProblem(bundle, host, now)]).toEqual([undefined, undefined]);
});

test('finds the hosts that a certificate is not for, by any of its names', () => {
  const { certificate } = files({ names: ['*.example.com', 'mongo.office'] });
  const hosts = ['mongo-0.example.com:27017', 'a.mongo.example.com:27017', 'mongo.office:1', 'nodes.office:30017'];
  expect([unnamedHosts({ certificate }, hosts), unnamedHosts({ certificate: 'none' }, ['mongo.office:1'])]).toEqual([
    ['a.mongo.example.com', 'nodes.office'],
    ['mongo.office'],
  ]);
});

test('accepts the bundle of a change of the authority', () => {
  const bundle = stranger.certificate + authority.certificate;
  expect(certificateProblem({ ...files(), authority: bundle }, host, now)).toBeUndefined();
});

const ended = new Date(now.getTime() - hour);
const beginning = new Date(now.getTime() + hour);
const between = new CertificateAuthority(authority);
const bySomebodyBetween = between.issue({ names: [host] });

/** As OpenSSL writes it: `Nov 22 14:48:53 2026 GMT`. */
function openSslTime(date: Date): string {
  const [, day = '', month = '', year = '', time = ''] = date.toUTCString().split(' ');
  return `${month} ${String(Number(day)).padStart(2)} ${time} ${year} GMT`;
}

test.each([
  ['no certificate', { ...files(), certificate: 'none' }, 'tls.crt must be a certificate in PEM'],
  [
    'half a certificate',
    { ...files(), certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
    'tls.crt must be a certificate in PEM',
  ],
  ['no authority', { ...files(), authority: '' }, 'ca.crt must be certificates in PEM'],
  [
    'the key of another certificate',
    { ...files(), key: files().key },
    'tls.key must be the private key of tls.crt, in PEM without a passphrase',
  ],
  ['no key', { ...files(), key: '' }, 'tls.key must be the private key of tls.crt, in PEM without a passphrase'],
  ['one that ended', files({ to: ended }), `tls.crt ended on ${openSslTime(ended)}`],
  ['one that is yet to begin', files({ from: beginning }), `tls.crt begins on ${openSslTime(beginning)}`],
  [
    'another name',
    files({ names: ['*.other.shop.svc.cluster.local'] }),
    `tls.crt must be for ${host}, got DNS:*.other.shop.svc.cluster.local`,
  ],
  ['one for servers alone', files({ usages: ['server'] }), 'tls.crt must have the usage client auth'],
  ['one for clients alone', files({ usages: ['client'] }), 'tls.crt must have the usage server auth'],
  [
    'one that another authority signed',
    { ...files(), authority: stranger.certificate },
    'tls.crt must be signed by a root certificate in ca.crt',
  ],
  [
    'an authority that is no root',
    { ...bySomebodyBetween, authority: between.certificate },
    'tls.crt must be signed by a root certificate in ca.crt',
  ],
])('refuses %s', (_, given, problem) => {
  expect(certificateProblem(given, host, now)).toBe(problem);
});

test('reads the certificate of the Secret, or the reason why the member cannot use it', () => {
  const { given, first } = servingTls();
  expect([
    givenCertificate(given.tls, host),
    givenCertificate(given.tls, 'mongo-0.elsewhere'),
    givenCertificate({ ...given.tls, source: temporaryDirectory() }, host),
  ]).toEqual([
    { certificate: first.certificate, key: first.key, authority: setAuthority.certificate },
    { problem: 'tls.crt must be for mongo-0.elsewhere, got DNS:*.mongo.shop.svc.cluster.local' },
    { problem: 'it must have the keys tls.crt, tls.key and ca.crt' },
  ]);
});

test('writes certificate and key in one file, marks them, and puts back what was there', () => {
  const { tls } = servingTls().given;
  const { certificate, key } = newPair();
  const given = { certificate, key, authority: setAuthority.certificate };
  const pair = join(tls.served, 'pair.pem');
  const before = readFileSync(pair, 'utf8');
  const undo = writeServed(tls, given);
  const written = readFileSync(pair, 'utf8');
  const unmarked = isServed(tls, given);
  markServed(tls, given);
  const marked = isServed(tls, given);
  undo();
  expect(readFileSync(servedAuthority(tls), 'utf8')).toBe(setAuthority.certificate);
  expect([written, unmarked, marked, readFileSync(pair, 'utf8')]).toEqual([
    `${certificate}\n${key}`,
    false,
    true,
    before,
  ]);
});
