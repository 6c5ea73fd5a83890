import { preparedStory } from './cluster';
import { succeed } from './kubectl';

/** A long story with real controllers. It starts them, and removes them in the end. */
export function storyWithAddOns(title: string, names: readonly string[], tell: () => void): void {
  const preparationBy = (program: string) => ({
    start: () => succeed(program, names, { seconds: 290 }),
    end: () => succeed(program, ['remove', ...names], { seconds: 290 }),
    seconds: 300,
  });
  preparedStory(title, 'addon', preparationBy, tell);
}
