import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { ordinary } from '../../../../lib/mongo/agent/decide/member-options';
import { observeConfiguration } from '../../../../lib/mongo/agent/observe/set-configuration';
import { mongosh } from '../mongosh';
import { host, plain, settings } from '../set';

/** A 64-bit integer as mongosh returns it. */
function long(value: number) {
  return { low: value, high: 0, toString: () => String(value) };
}

test("gives the members their options, and a stranger's too, in plain numbers", async () => {
  const config = {
    members: [
      {
        host: host(0),
        votes: 1,
        priority: 2,
        hidden: false,
        secondaryDelaySecs: long(0),
        tags: {},
        arbiterOnly: false,
      },
      {
        host: 'elsewhere:27017',
        votes: 0,
        priority: 0,
        hidden: true,
        secondaryDelaySecs: long(60),
        tags: { use: 'x' },
      },
    ],
    settings: { electionTimeoutMillis: 10000 },
  };
  const members = [
    { host: host(0), ordinal: 0, state: 'PRIMARY' },
    { host: 'elsewhere:27017', ordinal: undefined, state: 'SECONDARY' },
  ];
  const { Mongo } = mongosh({ answer: () => ({ config }) });
  const seen = await observeConfiguration(new Connections(Mongo, settings()), plain, members);
  expect(seen).toEqual({
    members: [
      { ...members[0], options: { ...ordinary, priority: 2 } },
      {
        ...members[1],
        options: { votes: 0, priority: 0, hidden: true, secondaryDelaySecs: 60, tags: { use: 'x' } },
      },
    ],
    topology: { desired: plain, electionTimeoutMillis: 10000, nodeLabels: {} },
  });
});
