import { story } from './evidence';
import { apply, backend, podsOf, readyPodsOf, settled } from './fixtures/backends';
import { waitFor } from './kubectl';
import { bothWays, failuresOf, printRows, startLoadPod, stopLoadPod, underLoad } from './load';
import { endNamespace } from './namespaces';
import { inLongRuns } from './tiers';

const namespace = 'backend-autoscaling';
const url = `http://busy.${namespace}/work`;
const step = inLongRuns(story(namespace));

afterAll(async () => {
  await Promise.all([stopLoadPod(), endNamespace(namespace)]);
}, 150_000);

step('starts with the least number of pods', async () => {
  await startLoadPod();
  await apply(namespace, (chart) => {
    backend(chart, 'busy', {
      replicas: { min: 2, max: 5, cpuPercent: 70, scaleDownStabilizationSeconds: 10 },
      env: { BURN_MILLISECONDS: '4' },
      minReadySeconds: 2,
    });
  });
  await settled(namespace, 'busy');
  expect(await podsOf(namespace, 'busy')).toHaveLength(2);
});

step('goes from 2 pods to 5 under load on the CPU and back to 2 after it, and loses no request', async () => {
  const results = await underLoad(bothWays(url, 4), async () => {
    const peak = await underLoad(bothWays(url, 100), () => pods(5));
    printRows('2 → 5, at the peak', peak);
    expect(failuresOf(peak)).toEqual([]);
    await pods(2);
    await settled(namespace, 'busy');
  });
  printRows('2 → 5 → 2, all the while', results);
  expect(failuresOf(results)).toEqual([]);
});

async function pods(count: number): Promise<void> {
  await waitFor(`${count} pods that are ready`, 150, async () => {
    const ready = await readyPodsOf(namespace, 'busy');
    if (ready.length === count) return true;
    throw new Error(`${ready.length} pods`);
  });
}
