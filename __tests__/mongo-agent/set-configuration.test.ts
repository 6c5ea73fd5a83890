import { Connections } from '../../lib/mongo-agent/connections';
import { ordinary } from '../../lib/mongo-agent/member-options';
import { SetConfiguration } from '../../lib/mongo-agent/set-configuration';
import { mongosh } from './mongosh';
import { host, plain, settings } from './set';

/** A 64-bit integer as mongosh gives it. */
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
  const seen = await new SetConfiguration(new Connections(Mongo, () => ['key']), settings()).observe(members);
  expect(seen).toEqual({
    members: [
      { ...members[0], options: { ...ordinary, priority: 2 } },
      {
        ...members[1],
        options: { votes: 0, priority: 0, hidden: true, secondaryDelaySecs: 60, tags: { use: 'x' } },
      },
    ],
    topology: { wanted: plain, electionTimeoutMillis: 10000, places: {} },
  });
});
