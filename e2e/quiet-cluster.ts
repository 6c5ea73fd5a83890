import { clusterTroubles } from './cluster-troubles';
import { waitFor } from './kubectl';

// Whatever file ran before this one: its namespaces may still be ending, and a node may have only just come back.
beforeAll(async () => {
  try {
    await waitFor('a cluster at rest', 90, async () => {
      const troubles = await clusterTroubles();
      if (troubles.length === 0) return true;
      throw new Error(troubles.join('; '));
    });
  } catch (error) {
    // On a cluster that is others' too, that may be for good.
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
}, 120_000);
