import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { succeed } from './kubectl';
import { longStory, skipped, Tier } from './tiers';

/** The command of the test cluster that has power over nodes and images; empty for another cluster. */
export const cluster = process.env['CLUSTER'] ?? '';

/** Runs the command of the test cluster, and gives what it printed. Throws when it fails. */
export function onCluster(args: string, ...rest: readonly string[]): Promise<string> {
  return succeed(cluster, [...args.split(' '), ...rest]);
}

/** The preparation of a story and its end, for each of which there is a time. */
export interface Preparation {
  readonly start: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
  readonly seconds: number;
}

/**
 * A long story that a program beside the test cluster's command prepares, whose path in `addons` is given to make the preparation. It is
 * skipped without that program.
 */
export function preparedStory(
  title: string,
  name: string,
  preparationBy: (program: string) => Preparation,
  tell: () => void,
  tier: Tier = 1,
): void {
  const program = join(dirname(cluster), 'addons', name);
  if (cluster === '' || !existsSync(program)) {
    skipped(`needs CLUSTER, with addons/${name} beside it`)(title);
    return;
  }
  const { start, end, seconds } = preparationBy(program);
  longStory(
    title,
    () => {
      beforeAll(start, seconds * 1000);
      tell();
      // After what the story removes, for which a controller may have to run.
      afterAll(end, seconds * 1000);
    },
    tier,
  );
}
