import { nodeTroubles } from './cluster-troubles';
import { waitFor } from './kubectl';

// Whatever file ran before this one: a node may have only just come back.
beforeAll(async () => {
  try {
    await waitFor('nodes that take pods', 90, async () => {
      const troubles = await nodeTroubles();
      if (troubles.length === 0) return true;
      throw new Error(troubles.join('; '));
    });
  } catch (error) {
    // On a cluster that is others' too, that may be for good.
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
}, 120_000);
