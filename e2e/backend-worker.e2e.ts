import { Chart } from 'cdk8s';
import { BackendWorker, BackendWorkerProps } from '../lib';
import { story } from './evidence';
import { apply, nodeImage, Pod, podsOf, readyPodsOf, settled } from './fixtures/backends';
import { kubectl, run, waitFor } from './kubectl';
import { endNamespace } from './namespaces';
import { inLongRuns } from './tiers';

const namespace = 'backend-worker';
const step = inLongRuns(story(namespace));

// Alive as long as it writes a file, and gone at once.
const program = `
process.on('SIGTERM', () => process.exit());
setInterval(() => require('node:fs').writeFileSync('/tmp/alive', ''), 100);
`;

afterAll(() => endNamespace(namespace));

step('a worker rolls out, scales and rolls out again, with nothing of a Service', async () => {
  await apply(namespace, (chart) => {
    mailer(chart, { replicas: 1 });
  });
  await settled(namespace, 'mailer');
  const [first] = await podsOf(namespace, 'mailer');
  await apply(namespace, (chart) => {
    mailer(chart, { replicas: 3, env: { LOG_LEVEL: 'debug' } });
  });
  await settled(namespace, 'mailer');
  const ready = await readyPodsOf(namespace, 'mailer');
  expect(ready).toHaveLength(3);
  expect(ready.map(({ metadata }) => metadata.name)).not.toContain(first?.metadata.name);
  expect(await kubectl(`-n ${namespace} get services,endpointslices,ingresses -o name`)).toBe('');
});

step(
  'a disk of one node is free for the next pod with Recreate, where a rolling update would wait for ever',
  async () => {
    const pod = async (): Promise<Pod | undefined> => (await podsOf(namespace, 'disk'))[0];
    await apply(namespace, (chart) => {
      disk(chart, {});
    });
    await settled(namespace, 'disk');
    const first = await pod();
    await apply(namespace, (chart) => {
      disk(chart, { env: { LOG_LEVEL: 'debug' } });
    });
    await settled(namespace, 'disk');
    const second = await pod();
    expect(second?.metadata.name).not.toBe(first?.metadata.name);
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    await apply(namespace, (chart) => {
      disk(chart, { env: { LOG_LEVEL: 'trace' }, overrides: { deployment: { spec: { strategy } } } });
    });
    const waiting = await waitFor('a pod that no node takes', 60, async () => {
      const pods = await podsOf(namespace, 'disk');
      return pods.find(({ status }) =>
        status.conditions?.some((one) => one.type === 'PodScheduled' && one.status === 'False'),
      );
    });
    const { code } = await run('kubectl', `-n ${namespace} rollout status deployment/disk --timeout=20s`.split(' '));
    expect([code === 0, waiting.spec.nodeName]).toEqual([false, undefined]);
    await apply(namespace, (chart) => {
      disk(chart, { env: { LOG_LEVEL: 'trace' } });
    });
    await settled(namespace, 'disk');
    expect(await podsOf(namespace, 'disk')).toHaveLength(1);
  },
);

function mailer(chart: Chart, props: Partial<BackendWorkerProps>): void {
  worker(chart, 'mailer', { health: { live: { exec: ['test', '-f', '/tmp/alive'] } }, ...props });
}

/** A worker whose disk is on one node, on which there is no room for a second pod. */
function disk(chart: Chart, props: Partial<BackendWorkerProps>): void {
  worker(chart, 'disk', {
    replicas: 1,
    strategy: 'Recreate',
    podAntiAffinity: 'required',
    mounts: { '/var/lib/disk': { claim: { size: '1Gi', accessMode: 'ReadWriteOnce' } } },
    ...props,
  });
}

function worker(chart: Chart, id: string, props: Partial<BackendWorkerProps>): void {
  new BackendWorker(chart, id, {
    image: nodeImage,
    command: ['node', '-e', program],
    resources: { requests: { cpu: '20m', memory: '64Mi' } },
    minReadySeconds: 1,
    ...props,
  });
}
