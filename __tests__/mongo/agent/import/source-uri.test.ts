import { driverUri, sourceLogin } from '../../../../lib/mongo/agent/import/source-uri';

test.each<[string, string, Parameters<typeof sourceLogin>[1], string]>([
  ['a single mongod without users', 'mongodb://old:27017', {}, 'mongodb://old:27017/?readPreference=primary'],
  [
    'a member of a set, by which all are found',
    'mongodb://root:pw@old-0:27017/?authSource=admin',
    { setName: 'rs0' },
    'mongodb://root@old-0:27017/?authSource=admin&replicaSet=rs0&readPreference=primary',
  ],
  [
    'the database of the user, which the tools would dump alone',
    'mongodb://shop:pw@old-0/shop?readPreference=secondary&retryWrites=true',
    {},
    'mongodb://shop@old-0/?retryWrites=true&authSource=shop&readPreference=primary',
  ],
  [
    'a member that is reached alone',
    'mongodb://root:pw@old-0/?directConnection=true',
    { setName: 'rs0' },
    'mongodb://root@old-0/?directConnection=true&authSource=admin&readPreference=primary',
  ],
  [
    'certificates of its own',
    'mongodb://old-0,old-1/?replicaSet=rs0',
    { authority: '/ca.crt', setName: 'rs0' },
    'mongodb://old-0,old-1/?replicaSet=rs0&tls=true&tlsCAFile=%2Fca.crt&readPreference=primary',
  ],
  [
    'a certificate that the source demands',
    'mongodb://old-0/?replicaSet=rs0',
    { certificate: '/run/source.pem' },
    'mongodb://old-0/?replicaSet=rs0&tls=true&tlsCertificateKeyFile=%2Frun%2Fsource.pem&readPreference=primary',
  ],
  [
    'what DNS says of a cluster',
    'mongodb+srv://app:pw@old.example.mongodb.net/shop?appName=x\n',
    { setName: 'atlas-1' },
    'mongodb+srv://app@old.example.mongodb.net/?appName=x&readPreference=primary',
  ],
])('reads %s', (_, text, options, uri) => {
  expect(sourceLogin(text, options).uri).toBe(uri);
});

test('keeps the password out of what the tools print, and gives it to a driver', () => {
  const login = sourceLogin('mongodb://root:p%40%2Fw@old-0/');
  expect([login.password, driverUri(login)]).toEqual([
    'p@/w',
    'mongodb://root:p%40%2Fw@old-0/?authSource=admin&readPreference=primary',
  ]);
});

test('refuses anything else without showing it', () => {
  expect(() => sourceLogin('root:secret@old-0')).toThrow(
    'the connection string of the source must begin with mongodb:// or mongodb+srv://, and have a host',
  );
});
