import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { certificateFile, copyData, sourceArgument } from '../../../../lib/mongo/agent/import/copy';
import { ReplayError } from '../../../../lib/mongo/agent/import/follow';
import { Follower } from '../../../../lib/mongo/agent/import/follow';
import { importJob } from './import-job';

function follower(scripts: Readonly<Record<string, string>> = {}) {
  const { said, ...job } = importJob({}, scripts);
  return { said, follower: { ...job, source: '--config=source' } as unknown as Follower };
}

test('has the login in a file that nobody else reads', () => {
  const argument = sourceArgument(importJob().settings, { uri: 'mongodb://root@old-0/', password: 'old' });
  const file = argument.replace('--config=', '');
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([
    '{"uri":"mongodb://root@old-0/","password":"old"}',
    0o600,
  ]);
});

test('has the certificate and its key in one file that nobody else reads', () => {
  const { settings } = importJob();
  const sourceCertificate = { certificate: `${settings.run}/tls.crt`, key: `${settings.run}/tls.key` };
  writeFileSync(sourceCertificate.certificate, 'CERTIFICATE');
  writeFileSync(sourceCertificate.key, 'KEY\n');
  const file = certificateFile({ ...settings, sourceCertificate }) ?? '';
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777, certificateFile(settings)]).toEqual([
    'CERTIFICATE\nKEY\n',
    0o600,
    undefined,
  ]);
});

test.each([
  ['with its indexes', true, ''],
  ['without its indexes, which may not hold before the oplog is replayed', false, ' --noIndexRestore'],
])('copies all but users and what is the server’s own, %s', async (_, withIndexes, last) => {
  const { said, follower: job } = follower();
  await copyData(job, withIndexes);
  const rest = '--archive --nsExclude=admin.* --nsExclude=config.* --stopOnError --bypassDocumentValidation';
  expect(said()).toEqual(['mongodump --config=source --archive', `mongorestore --config=run/tool.yaml ${rest}${last}`]);
});

test('tells a source that does not answer from a set that refuses', async () => {
  const failures = [];
  for (const name of ['mongodump', 'mongorestore'])
    failures.push(await copyData(follower({ [name]: 'exit 1' }).follower, true).catch((error: unknown) => error));
  expect(failures).toEqual([
    new Error('mongodump ended with an error'),
    new ReplayError('mongorestore ended with an error'),
  ]);
  expect(failures.map((error) => error instanceof ReplayError)).toEqual([false, true]);
});
