import { preparedStory } from './cluster';
import { succeed } from './kubectl';
import { Tier } from './tiers';

/** A long story with real controllers. It starts them, and removes them in the end. */
export function storyWithAddOns(title: string, names: readonly string[], tell: () => void, tier?: Tier): void {
  const preparationBy = (program: string) => {
    const start = () => succeed(program, names, { seconds: 290 });
    return {
      // On a busy machine they are not ready within the program's time; started again, it waits for the same pods.
      start: () => start().catch(start),
      end: () => succeed(program, ['remove', ...names], { seconds: 290 }),
      seconds: 600,
    };
  };
  preparedStory(title, 'addon', preparationBy, tell, tier);
}
