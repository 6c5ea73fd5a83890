import { readFileSync } from 'node:fs';
import {
  givenCertificate,
  isServed,
  markServed,
  writeServed,
  servedFiles,
} from '../../../../lib/mongo/agent/files/certificate-files';
import { temporaryDirectory } from '../../../temporary-directory';
import { authority, newPair, servingTls } from '../tls-set';

const name = 'mongo-0.mongo.shop.svc.cluster.local';

test('reads the certificate of the Secret, or the reason why the member cannot use it', () => {
  const { given, first } = servingTls();
  expect([
    givenCertificate(given.tls, name),
    givenCertificate(given.tls, 'mongo-0.elsewhere'),
    givenCertificate({ ...given.tls, source: temporaryDirectory() }, name),
  ]).toEqual([
    { certificate: first.certificate, key: first.key, authority: authority.certificate },
    { problem: 'tls.crt must be for mongo-0.elsewhere, got DNS:*.mongo.shop.svc.cluster.local' },
    { problem: 'it must have the keys tls.crt, tls.key and ca.crt' },
  ]);
});

test('writes certificate and key in one file, marks them, and puts back what was there', () => {
  const { tls } = servingTls().given;
  const { certificate, key } = newPair();
  const files = { certificate, key, authority: authority.certificate };
  const { pair } = servedFiles(tls);
  const before = readFileSync(pair, 'utf8');
  const undo = writeServed(tls, files);
  const written = readFileSync(pair, 'utf8');
  const unmarked = isServed(tls, files);
  markServed(tls, files);
  const marked = isServed(tls, files);
  undo();
  expect([written, unmarked, marked, readFileSync(pair, 'utf8')]).toEqual([
    `${certificate}\n${key}`,
    false,
    true,
    before,
  ]);
});
