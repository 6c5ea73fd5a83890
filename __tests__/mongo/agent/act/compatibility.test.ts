import { compatibilityCommand } from '../../../../lib/mongo/agent/act/compatibility';
import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { mongosh } from '../mongosh';
import { settings } from '../set';

test.each([
  ['6.0.5', {}],
  ['7.0.1', { confirm: true }],
  ['8.0.30', { confirm: true }],
])('confirms to a server %s that it is meant, if the server requires it', async (version, confirmation) => {
  const { Mongo } = mongosh({ answer: () => ({ version }) });
  expect(await compatibilityCommand(new Connections(Mongo, settings()), '6.0')).toEqual({
    setFeatureCompatibilityVersion: '6.0',
    ...confirmation,
  });
});
