import { sourceFiles, sourceSecrets, sourceVolumes } from '../../../lib/mongo/import/import-source';
import { SecretKey } from '../../../lib/secrets/secret-ref';

const uri = new SecretKey('old-mongo', 'uri');

test('mounts the connection string alone, unless there are certificates', () => {
  const given = [undefined, new SecretKey('old-ssl', 'ca.crt')].map((caBundle) => ({
    uri,
    caBundle,
    certificate: undefined,
  }));
  expect(
    given.map((source) => [
      sourceVolumes(source).map(({ mount }) => mount.mountPath),
      sourceFiles(source),
      sourceSecrets(source).map(({ name }) => name),
    ]),
  ).toEqual([
    [['/etc/source'], { source: '/etc/source/uri' }, ['old-mongo']],
    [
      ['/etc/source', '/etc/source-ca'],
      { source: '/etc/source/uri', sourceAuthority: '/etc/source-ca/ca.crt' },
      ['old-mongo', 'old-ssl'],
    ],
  ]);
});
