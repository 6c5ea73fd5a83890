import { story } from './evidence';
import { Figures, publish } from './mongo-figures';
import { waitFor } from './kubectl';
import { MongoSet } from './mongo-set';
import { Disturbance, Trial } from './mongo-trial';
import { Writer } from './mongo-writer';

type ScenarioStep = (title: string, disturb: () => Promise<Disturbance>, seconds?: number) => void;

/** Tests, one after the other, of one set under one writer. */
export interface MongoStory {
  /** The set under its writer, once it was applied. */
  readonly trial: () => Trial;
  /** A step that disturbs nothing. */
  readonly step: (title: string, body: () => Promise<void>, seconds?: number) => void;
  /** A disturbance, after which the set must be whole within these seconds. */
  readonly scenario: ScenarioStep;
  /** A scenario that needs power over the nodes, which only the command of CLUSTER has. */
  readonly nodeScenario: ScenarioStep;
  /** A scenario that takes longer than CI has time for. */
  readonly longScenario: ScenarioStep;
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

  const scenario: ScenarioStep = (title, disturb, seconds = 180) => {
    step(title, () => started().run(title, disturb, seconds), seconds + 120);
  };
  const skip =
    (reason: string): ScenarioStep =>
    (title) => {
      test.skip(`${title} (${reason})`, () => undefined);
    };
  return {
    trial: started,
    step,
    scenario,
    nodeScenario: process.env['CLUSTER'] === undefined ? skip('needs power over the nodes: set CLUSTER') : scenario,
    longScenario: isTold(2) ? scenario : skip(takesLong(2)),
  };
}

/**
 * A story that is told only where there is time for it: with E2E_LONG=1, as CI has it, or, of the second tier, with E2E_LONG=2. Each
 * tier tells the ones before it as well.
 */
export function longStory(title: string, tell: () => void, tier: Tier = 1): void {
  if (isTold(tier)) describe(title, tell);
  else test.skip(`${title} (${takesLong(tier)})`, () => undefined);
}

type Tier = 1 | 2;

function isTold(tier: Tier): boolean {
  return Number(process.env['E2E_LONG'] ?? 0) >= tier;
}

function takesLong(tier: Tier): string {
  return `takes long: set E2E_LONG=${tier}`;
}
