import { cluster } from './cluster';
import { story } from './evidence';
import { kubectl, waitFor } from './kubectl';
import { secretsSeen } from './mongo-inspection';
import { MongoSet } from './mongo-set';
import { Trial } from './mongo-trial';
import { Writer } from './mongo-writer';
import { FaultRun } from './random-faults/fault-run';
import { HistoryClients } from './random-faults/history-clients';
import { runSettings } from './random-faults/run-settings';
import { plannedRounds } from './random-faults/planned-rounds';
import { hasTime } from './tiers';

const settings = runSettings(process.env, cluster !== '', hasTime(2) ? 2 : hasTime(1) ? 1 : 0);
const { minutes, storageClass, confirmedByOne } = settings;
const set = new MongoSet('mongo-random-faults', { storage: { size: '1Gi', className: storageClass } });
const step = story(set.namespace);
let run: FaultRun | undefined;

afterAll(() => set.delete(), 60_000);

step(
  'makes one set, and starts clients whose operations are recorded',
  async () => {
    await set.makeSecrets();
    await set.apply();
    await waitFor('three ready members', 180, () => set.settledReplicas());
    const pod = { namespace: set.namespace, image: set.image, hosts: set.hosts(3) };
    const trial = new Trial(set, await Writer.start(pod));
    const node = await kubectl(`-n ${set.namespace} get pod writer -o jsonpath={.spec.nodeName}`);
    run = new FaultRun(
      trial,
      await HistoryClients.start({ ...pod, node, env: { W: confirmedByOne ? '1' : 'majority' } }),
      node,
    );
    await trial.healthy(60);
  },
  600,
);

step(
  `is whole after each round of two faults: ${settings.command}`,
  async () => {
    console.log(settings.command);
    const end = Date.now() + minutes * 60_000;
    for (const { title, round } of plannedRounds(settings)) {
      await run?.round(title, round);
      if (Date.now() > end) break;
    }
  },
  minutes * 60 + 600,
);

// Also after a round that was not survived.
test('has a linearizable history without a lost majority write', async () => {
  if (run === undefined) throw new Error('there is no history');
  console.log(`${settings.command}\n${await run.verdict()}`);
}, 900_000);

step('T19 shows no secret in process lists, objects and logs, whatever happened', async () => {
  expect(await secretsSeen(set)).toEqual([]);
});
