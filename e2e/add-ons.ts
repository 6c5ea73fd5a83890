import { dirname, join } from 'node:path';
import { run } from './kubectl';
import { longStory, skipped } from './tiers';

const cluster = process.env['CLUSTER'];

/** A long story with real controllers: they run while it is told, and are gone after it. */
export function storyWithAddOns(title: string, names: readonly string[], tell: () => void): void {
  if (cluster === undefined) {
    skipped('needs CLUSTER, which can start controllers')(title);
    return;
  }
  const tellWithAddOns = (): void => {
    beforeAll(() => addOn(cluster, names), 400_000);
    tell();
    // After what the story removes: a controller's objects go only while it runs.
    afterAll(() => addOn(cluster, ['remove', ...names]), 300_000);
  };
  longStory(title, tellWithAddOns);
}

/** Runs the program that starts and removes the test cluster's controllers. */
export async function addOn(cluster: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await run(join(dirname(cluster), 'addons', 'addon'), args, { seconds: 290 });
  if (code !== 0) throw new Error(`addon ${args.join(' ')}: exit ${code}\n${stdout}${stderr}`);
}
