import { isLoginRefusal } from '../../../../lib/mongo/agent/mongod/connections';
import { connected, fullUri } from '../../../../lib/mongo/agent/mongod/set-connection';
import { mongosh } from '../mongosh';
import { settings, writeSecret } from '../set';

test('puts any printable password into the connection string', () => {
  const given = settings();
  writeSecret(given, 'dumper', 'dumper', 'a b@/?%');
  const job = { set: 'mongo', uri: 'mongodb://host-0,host-1/?replicaSet=mongo', user: `${given.users}/dumper` };
  expect(fullUri(job)).toBe('mongodb://dumper:a%20b%40%2F%3F%25@host-0,host-1/?replicaSet=mongo');
});

test('waits for what does not answer yet, and not for what will not', async () => {
  const { Mongo } = mongosh({ answer: () => ({}), passwords: {} });
  let pauses = 0;
  const pause = () => Promise.resolve((pauses += 1));
  await expect(connected(Mongo, 'mongodb://a:b@old/', pause, isLoginRefusal)).rejects.toThrow('Authentication failed.');
  const ofPatience = [pauses];
  await expect(connected(Mongo, 'mongodb://a:b@old/', pause)).rejects.toThrow('Authentication failed.');
  expect([...ofPatience, pauses]).toEqual([0, 119]);
});
