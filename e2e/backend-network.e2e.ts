import { Chart } from 'cdk8s';
import { BackendServiceProps } from '../lib';
import { story } from './evidence';
import { apply, backend, nodeImage, podsOf, settled } from './fixtures/backends';
import { comesTo, datagram, nodeIn, visit, visitFromOutside, Visitor } from './fixtures/visits';
import { get, waitFor } from './kubectl';
import { loadNamespace, startLoadPod, stopLoadPod } from './load';
import { endNamespace } from './namespaces';
import { inLongRuns } from './tiers';

const namespace = 'backend-network';
const step = story(namespace);
const hasLoadBalancers = process.env['E2E_LOAD_BALANCER'] !== 'none';
const cluster = process.env['CLUSTER'];

const stranger: Visitor = { namespace: loadNamespace, pod: 'load' };
const pod = (name: string): Visitor => ({ namespace, pod: `deployment/${name}` });
const url = (name: string): string => `http://${name}.${namespace}/`;
const otlp = 4318;
const collector = `http://collector.${namespace}:${otlp}`;

// A sidecar in front: forwards requests to the application, and answers datagrams.
const proxy = `
const http = require('node:http');
http.createServer((request, response) => {
  const { url: path, headers } = request;
  const forwarded = http.get({ port: 8080, path, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  forwarded.on('error', () => response.writeHead(502).end());
}).listen(9901);
const socket = require('node:dgram').createSocket('udp4');
socket.on('message', (message, { port, address }) => socket.send('answer', port, address)).bind(9901);
process.on('SIGTERM', () => process.exit(0));
`;

afterAll(async () => {
  await Promise.all([stopLoadPod(), endNamespace(namespace)]);
}, 150_000);

step(
  'runs a server, its one declared caller with a collector of traces, a neighbour without policy, one behind a proxy, and one behind a load balancer',
  async () => {
    await startLoadPod();
    await apply(namespace, (chart) => {
      const one = { replicas: 1, minReadySeconds: 0, ingressFrom: undefined };
      const caller = { namespace, labels: { app: 'caller' }, port: 8080 };
      const server = backend(chart, 'server', { ...one, ingressFrom: [caller] });
      backend(chart, 'caller', { ...one, egressTo: [server], tracing: { endpoint: collector } });
      backend(chart, 'collector', { ...one, port: otlp, servicePort: otlp });
      backend(chart, 'neighbour', { ...one, networkPolicy: false });
      fronted(chart);
      backend(chart, 'public', { ...one, expose: hasLoadBalancers ? { type: 'LoadBalancer' } : { type: 'NodePort' } });
    });
    await settled(namespace, 'server', 'caller', 'collector', 'neighbour', 'fronted', 'public');
  },
);

step('lets in who is declared, and refuses the stranger and the neighbour', async () => {
  await comesTo('answer 200', () => visit(pod('caller'), url('server')));
  await comesTo('no connection', () => visit(stranger, url('server')));
  await comesTo('no connection', () => visit(pod('neighbour'), url('server')));
});

step('lets in the pods of the namespace, and nobody else, where no caller is declared', async () => {
  await comesTo('answer 200', () => visit(pod('neighbour'), url('caller')));
  await comesTo('no connection', () => visit(stranger, url('caller')));
});

step('lets out to what is declared, and to nothing else, though the other answers every client', async () => {
  await comesTo('answer 200', () => visit(pod('neighbour'), url('public')));
  await comesTo('no connection', () => visit(pod('caller'), url('public')));
  await comesTo('no connection', () => visit(pod('public'), url('neighbour')));
});

step('leads requests through the sidecar in front, and lets no pod past it', async () => {
  await comesTo('answer 200', () => visit(pod('neighbour'), url('fronted')));
  const [one] = await podsOf(namespace, 'fronted');
  const { status } = await get<{ status: { podIP: string } }>(`-n ${namespace} pod ${one?.metadata.name}`);
  const past = `http://${status.podIP}:8080/`;
  expect(await visit(pod('neighbour'), past)).toBe('no connection');
  expect(await visit({ namespace, pod: one?.metadata.name ?? '' }, past)).toBe('answer 200');
});

step('answers UDP through the Service, beside TCP of the same number, and no datagram of a stranger', async () => {
  const host = `fronted.${namespace}`;
  expect(await datagram(pod('neighbour'), host, 9901)).toBe('answer');
  expect(await visit(pod('neighbour'), `http://${host}:9901/`)).toBe('answer 200');
  expect(await datagram(stranger, host, 9901)).toBe('no answer');
  expect(await datagram(pod('neighbour'), `fronted-datagrams.${namespace}`, 53)).toBe('answer');
});

inLongRuns(step)('keeps UDP and TCP of one number when another apply changes the pods and the Service', async () => {
  await apply(namespace, (chart) => {
    fronted(chart, { podLabels: { changed: 'yes' }, annotations: { changed: 'yes' }, servicePort: 81 });
  });
  await settled(namespace, 'fronted');
  const host = `fronted.${namespace}`;
  expect(await datagram(pod('neighbour'), host, 9901)).toBe('answer');
  expect(await visit(pod('neighbour'), `http://${host}:9901/`)).toBe('answer 200');
  expect(await visit(pod('neighbour'), `http://${host}:81/`)).toBe('answer 200');
});

step('lets out to the collector of traces, and gives the SDK its URL and the name of the pod', async () => {
  await comesTo('answer 200', () => visit(pod('caller'), collector));
  await comesTo('no connection', () => visit(pod('public'), collector));
  const [name = ''] = (await podsOf(namespace, 'caller')).map(({ metadata }) => metadata.name);
  const read = 'console.log(process.env.OTEL_EXPORTER_OTLP_ENDPOINT, process.env.OTEL_RESOURCE_ATTRIBUTES)';
  expect(await nodeIn({ namespace, pod: name }, read)).toBe(
    `${collector} service.namespace=${namespace},service.version=${nodeImage.split(':')[1]},k8s.namespace.name=${namespace},k8s.pod.name=${name}`,
  );
});

step('asks DNS, which says of a name that is not there that it is not', async () => {
  await comesTo('ENOTFOUND', () => visit(pod('caller'), url('absent')));
});

step('answers every client through the load balancer', async () => {
  await comesTo('answer 200', () => visit(stranger, url('public')));
  if (!hasLoadBalancers) return;
  const address = await waitFor('an address of the load balancer', 60, () => balancerAddress());
  expect(await visit(stranger, `http://${address}/`)).toBe('answer 200');
  if (cluster !== undefined) expect(await visitFromOutside(cluster, `http://${address}/`)).toBe('answer 200');
});

/** A backend behind a sidecar, whose port has TCP and UDP and is in two Services; only the neighbour is let in. */
function fronted(chart: Chart, more: Partial<BackendServiceProps> = {}): void {
  const resources = { requests: { cpu: '10m', memory: '48Mi' } };
  const ports = {
    proxy: { port: 9901, servicePort: 9901 },
    datagrams: { port: 9901, protocol: 'UDP', servicePort: 9901 },
  } as const;
  backend(chart, 'fronted', {
    replicas: 1,
    minReadySeconds: 0,
    ingressFrom: [{ namespace, labels: { app: 'neighbour' }, port: 8080 }],
    sidecars: {
      proxy: { image: nodeImage, command: ['node', '-e', proxy], ports, resources, ready: { tcp: 'proxy' } },
    },
    targetPort: 'proxy',
    services: { datagrams: { ports: { datagrams: 53 } } },
    ...more,
  });
}

async function balancerAddress(): Promise<string | undefined> {
  const { status } = await get<{ status: { loadBalancer: { ingress?: { ip?: string; hostname?: string }[] } } }>(
    `-n ${namespace} service public`,
  );
  const [ingress] = status.loadBalancer.ingress ?? [];
  return ingress?.ip ?? ingress?.hostname;
}
