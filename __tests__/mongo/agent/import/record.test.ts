import { ImportRecord } from '../../../../lib/mongo/agent/import/record';
import { batch, server } from './servers';

const now = new Date('2026-11-25T10:00:00Z');
const other = (state: string, seconds: number, _id = 'mongo-1') => ({
  _id,
  state,
  copies: 1,
  runner: 'other',
  beat: new Date(now.getTime() - seconds * 1000),
});

async function record(documents: readonly object[], n = 1) {
  const all = [...documents];
  const { connection, asked } = await server({ find: () => batch(...all), update: { n } });
  return { record: new ImportRecord(connection, 'mongo-1', 'me', () => now), asked, all };
}

test('knows its own import of several', async () => {
  const { record: one } = await record([other('finished', 5, 'mongo-2'), other('following', 5)]);
  expect(await one.read()).toMatchObject({ _id: 'mongo-1', state: 'following' });
});

test.each([
  ['is finished', [other('finished', 5)], 0],
  ['said nothing for half a minute', [other('copying', 31)], 0],
  ['imports, also something else', [other('copying', 5, 'mongo-2')], 1],
])('waits for another run unless it %s', async (_, documents, pauses) => {
  const { record: one, all } = await record(documents);
  let count = 0;
  await one.untilAlone(() => {
    count += 1;
    all.pop();
    return Promise.resolve();
  });
  expect(count).toBe(pauses);
});

test('takes the import over, in the majority of the set', async () => {
  const { record: one, asked } = await record([]);
  await one.begin({ state: 'copying', copies: 1 });
  one.end();
  expect(asked[0]).toMatchObject({
    database: 'admin',
    command: {
      update: 'cdk8s-backend.imports',
      updates: [
        {
          q: { _id: 'mongo-1' },
          u: { $set: { state: 'copying', copies: 1, runner: 'me', beat: now } },
          upsert: true,
        },
      ],
      writeConcern: { w: 'majority' },
    },
  });
});

test('ends if another run has taken it over', async () => {
  const { record: one } = await record([], 0);
  await expect(one.change({ state: 'finished' })).rejects.toThrow('another run has taken this import over');
});
