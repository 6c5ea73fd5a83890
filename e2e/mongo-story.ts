import { story } from './evidence';
import { Figures, publish } from './mongo-figures';
import { waitFor } from './kubectl';
import { MongoSet } from './mongo-set';
import { Disturbance, Trial } from './mongo-trial';
import { Writer } from './mongo-writer';
import { inLongRuns, skipped, Step } from './tiers';

/** Tests, one after the other, of one set under one writer. */
export interface MongoStory {
  /** The set under its writer, once it was applied. */
  readonly trial: () => Trial;
  /** A step that disturbs nothing. */
  readonly step: Step;
  /** A disturbance, after which the set must be whole within these seconds. */
  readonly scenario: Step<Disturbance>;
  /** A scenario that needs power over the nodes, which only the command of CLUSTER has. */
  readonly nodeScenario: Step<Disturbance>;
  /** A scenario that takes longer than CI has time for. */
  readonly longScenario: Step<Disturbance>;
}

/** Applies a set into an empty namespace, starts a writer, and in the end removes all and publishes the figures. */
export function mongoStory(set: MongoSet): MongoStory {
  const step = story(set.namespace);
  const first: Figures[] = [];
  let trial: Trial | undefined;
  const started = () => {
    if (trial === undefined) throw new Error('the set was not started');
    return trial;
  };

  afterAll(async () => {
    await publish([...first, ...(trial?.figures ?? [])]);
    await set.delete();
  }, 300_000);

  const beginning = 'T1 makes one set of three members on an empty cluster';
  step(beginning, async () => {
    await set.makeSecrets();
    const start = Date.now();
    await set.apply();
    await waitFor('three ready members', 180, () => set.settledReplicas());
    first.push({ scenario: beginning, healthy: (Date.now() - start) / 1000 });
    const writer = await Writer.start({
      namespace: set.namespace,
      image: set.image,
      hosts: set.hosts(3),
    });
    trial = new Trial(set, writer);
    await trial.healthy(60);
  });

  const scenario: Step<Disturbance> = (title, disturb, seconds = 180) => {
    step(title, () => started().run(title, disturb, seconds), seconds + 120);
  };
  return {
    trial: started,
    step,
    scenario,
    nodeScenario: process.env['CLUSTER'] === undefined ? skipped('needs power over the nodes: set CLUSTER') : scenario,
    longScenario: inLongRuns(scenario),
  };
}
