import { cluster, onCluster } from './cluster';
import { closedNodes, clusterTroubles } from './cluster-troubles';
import { kubectl, waitFor } from './kubectl';

// Whatever file ran before this one: its namespaces may still be ending, and a node may have only just come back.
beforeAll(async () => {
  try {
    await atRest();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    // On a cluster that is others' too, that may be for good.
    if (cluster !== '') await openNodes();
  }
}, 400_000);

async function atRest(): Promise<void> {
  await waitFor('a cluster at rest', 90, async () => {
    const troubles = await clusterTroubles();
    if (troubles.length === 0) return true;
    throw new Error(troubles.join('; '));
  });
}

/** Opens the nodes that a file before has left closed: those that are cordoned, and those that say nothing any more. */
async function openNodes(): Promise<void> {
  for (const { name, taints } of await closedNodes()) {
    if (taints.includes('node.kubernetes.io/unschedulable')) await kubectl(`uncordon ${name}`);
    if (taints.includes('node.kubernetes.io/unreachable')) {
      await onCluster(`stop-node ${name}`);
      await onCluster(`start-node ${name}`);
    }
    process.stdout.write(`${name} was closed by ${taints.join(', ')}, and is open again\n`);
  }
}
