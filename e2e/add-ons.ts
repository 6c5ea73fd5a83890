import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './kubectl';
import { longStory, skipped } from './tiers';

const cluster = process.env['CLUSTER'] ?? '';
const program = join(dirname(cluster), 'addons', 'addon');

/** A long story with real controllers. It starts them, and removes them in the end. */
export function storyWithAddOns(title: string, names: readonly string[], tell: () => void): void {
  if (cluster === '' || !existsSync(program)) {
    skipped('needs CLUSTER, with addons/addon beside it, which starts controllers')(title);
    return;
  }
  const tellWithAddOns = (): void => {
    beforeAll(() => addOn(names), 400_000);
    tell();
    // After what the story removes: a controller's objects go only while it runs.
    afterAll(() => addOn(['remove', ...names]), 300_000);
  };
  longStory(title, tellWithAddOns);
}

async function addOn(args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await run(program, args, { seconds: 290 });
  if (code !== 0) throw new Error(`addon ${args.join(' ')}: exit ${code}\n${stdout}${stderr}`);
}
