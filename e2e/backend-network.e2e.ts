import { story } from './evidence';
import { apply, backend, nodeImage, podsOf, removeNamespace, settled } from './fixtures/backends';
import { visit, visitFromOutside } from './fixtures/visits';
import { get, succeed, waitFor } from './kubectl';
import { loadNamespace, startLoadPod, stopLoadPod } from './load';

const namespace = 'backend-network';
const step = story(namespace);
const hasLoadBalancers = process.env['E2E_LOAD_BALANCER'] !== 'none';
const cluster = process.env['CLUSTER'];

const stranger = { namespace: loadNamespace, pod: 'load' };
const pod = (name: string): typeof stranger => ({ namespace, pod: `deployment/${name}` });
const url = (name: string): string => `http://${name}.${namespace}/`;
const otlp = 4318;
const collector = `http://collector.${namespace}:${otlp}`;

afterAll(async () => {
  await Promise.all([stopLoadPod(), removeNamespace(namespace)]);
}, 150_000);

step(
  'runs a server, its one declared caller with a collector of traces, a neighbour without policy, and one behind a load balancer',
  async () => {
    await startLoadPod();
    await apply(namespace, (chart) => {
      const one = { replicas: 1, minReadySeconds: 0, ingressFrom: undefined };
      const caller = { namespace, labels: { app: 'caller' }, port: 8080 };
      const server = backend(chart, 'server', { ...one, ingressFrom: [caller] });
      backend(chart, 'caller', { ...one, egressTo: [server], tracing: { endpoint: collector } });
      backend(chart, 'collector', { ...one, port: otlp, servicePort: otlp });
      backend(chart, 'neighbour', { ...one, networkPolicy: false });
      backend(chart, 'public', { ...one, expose: hasLoadBalancers ? { type: 'LoadBalancer' } : { type: 'NodePort' } });
    });
    await settled(namespace, 'server', 'caller', 'collector', 'neighbour', 'public');
  },
);

step('lets in who is declared, and refuses the stranger and the neighbour', async () => {
  await comesTo('answer 200', pod('caller'), 'server');
  await comesTo('no connection', stranger, 'server');
  await comesTo('no connection', pod('neighbour'), 'server');
});

step('lets in the pods of the namespace, and nobody else, where no caller is declared', async () => {
  await comesTo('answer 200', pod('neighbour'), 'caller');
  await comesTo('no connection', stranger, 'caller');
});

step('lets out to what is declared, and to nothing else, though the other answers every client', async () => {
  await comesTo('answer 200', pod('neighbour'), 'public');
  await comesTo('no connection', pod('caller'), 'public');
  await comesTo('no connection', pod('public'), 'neighbour');
});

step('lets out to the collector of traces, and gives the SDK its URL and the name of the pod', async () => {
  await comesTo('answer 200', pod('caller'), 'collector', collector);
  await comesTo('no connection', pod('public'), 'collector', collector);
  const [name] = (await podsOf(namespace, 'caller')).map(({ metadata }) => metadata.name);
  const read = 'process.env.OTEL_EXPORTER_OTLP_ENDPOINT + " " + process.env.OTEL_RESOURCE_ATTRIBUTES';
  const variables = await succeed('kubectl', [
    '-n',
    namespace,
    'exec',
    name ?? '',
    '-c',
    'caller',
    '--',
    'node',
    '-p',
    read,
  ]);
  expect(variables.trim()).toBe(
    `${collector} service.namespace=${namespace},service.version=${nodeImage.split(':')[1]},k8s.namespace.name=${namespace},k8s.pod.name=${name}`,
  );
});

step('asks DNS, which says of a name that is not there that it is not', async () => {
  await comesTo('ENOTFOUND', pod('caller'), 'absent');
});

step('answers every client through the load balancer', async () => {
  await comesTo('answer 200', stranger, 'public');
  if (!hasLoadBalancers) return;
  const address = await waitFor('an address of the load balancer', 60, () => balancerAddress());
  expect(await visit(stranger, `http://${address}/`)).toBe('answer 200');
  if (cluster !== undefined) expect(await visitFromOutside(cluster, `http://${address}/`)).toBe('answer 200');
});

/** Some network plugins take a moment to know of a new pod, so that the first answers need not be the last. */
async function comesTo(expected: string, from: typeof stranger, name: string, at = url(name)): Promise<void> {
  await waitFor(`${expected} from ${from.pod} to ${name}`, 20, async () => {
    const outcome = await visit(from, at);
    if (outcome === expected) return true;
    throw new Error(outcome);
  });
}

async function balancerAddress(): Promise<string | undefined> {
  const { status } = await get<{ status: { loadBalancer: { ingress?: { ip?: string; hostname?: string }[] } } }>(
    `-n ${namespace} service public`,
  );
  const [ingress] = status.loadBalancer.ingress ?? [];
  return ingress?.ip ?? ingress?.hostname;
}
