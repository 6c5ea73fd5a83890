import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { addRenderedFields, KubernetesManifest } from '../lib';
import { field } from '../lib/manifests/manifest';
import { story } from './evidence';
import { apply, backend, nodeImage, settled } from './fixtures/backends';
import { comesTo, connect, datagram, Visitor } from './fixtures/visits';
import { kubectl } from './kubectl';
import { endNamespace } from './namespaces';
import { inLongRuns } from './tiers';

const namespace = 'backend-peers';
const step = story(namespace);
const longStep = inLongRuns(step);
const pod = (name: string): Visitor => ({ namespace, pod: `deployment/${name}` });

// Answers datagrams at three ports, and connections at the first of them.
const echo = `
const socket = (port) => {
  const one = require('node:dgram').createSocket('udp4');
  one.on('message', (text, from) => one.send(text, from.port, from.address)).bind(port);
};
[9000, 9010, 9011].forEach(socket);
require('node:net').createServer((socket) => socket.end()).listen(9000);
`;

afterAll(() => endNamespace(namespace));

step(
  'runs a server whose caller is a Deployment of cdk8s-plus, and clients of a range of ports and of the internet',
  async () => {
    await apply(
      namespace,
      (chart) => {
        const one = { replicas: 1, minReadySeconds: 0, ingressFrom: [] };
        const caller = deployment(chart, 'caller', 'setInterval(() => {}, 1000)');
        deployment(chart, 'neighbour', 'setInterval(() => {}, 1000)');
        const server = deployment(chart, 'echo', echo);
        backend(chart, 'server', { ...one, ingressFrom: [caller] });
        const range = { port: 9000, endPort: 9010, protocol: 'UDP' } as const;
        const podLabels = { app: 'echo' };
        backend(chart, 'range', { ...one, egressTo: [{ namespaceName: namespace, podLabels, ports: [range] }] });
        const service = server.exposeViaService({ name: 'echo', ports: [{ port: 80, targetPort: 9000 }] });
        backend(chart, 'declared', { ...one, egressTo: [service] });
        backend(chart, 'online', { ...one, egressTo: ['internet'] });
      },
      ofIpv4,
    );
    await settled(namespace, 'caller', 'neighbour', 'echo', 'server', 'range', 'declared', 'online');
  },
);

step('lets in the Deployment of cdk8s-plus that is declared, and no other', async () => {
  const host = await addressOf('service server', '.spec.clusterIP');
  await comesTo('connected', () => connect(pod('caller'), host, 80));
  await comesTo(/^not connected/, () => connect(pod('neighbour'), host, 80));
});

longStep('lets out to a range of ports of UDP, and to no port behind it and no other protocol', async () => {
  const host = await addressOf('pods -l app=echo', '.items[0].status.podIP');
  await comesTo('question', () => datagram(pod('range'), host, 9000));
  await comesTo('question', () => datagram(pod('range'), host, 9010));
  await comesTo('no answer', () => datagram(pod('range'), host, 9011));
  await comesTo(/^not connected/, () => connect(pod('range'), host, 9000));
});

longStep('lets out to the pods of a Service at the port that it leads to, and at its protocol alone', async () => {
  const host = await addressOf('pods -l app=echo', '.items[0].status.podIP');
  await comesTo('connected', () => connect(pod('declared'), 'echo', 80));
  await comesTo('no answer', () => datagram(pod('declared'), host, 9000));
});

longStep('lets out to the internet, and to no pod, Service, node and API server by it', async () => {
  const targets = [
    [await addressOf('pods -l app=echo', '.items[0].status.podIP'), 9000],
    [await addressOf('service echo', '.spec.clusterIP'), 80],
    [await addressOf('pods -l app=echo', '.items[0].status.hostIP'), 10250],
    ['kubernetes.default', 443],
  ] as const;
  for (const [host, port] of targets) {
    expect(await connect(pod('neighbour'), host, port)).toBe('connected');
    await comesTo(/^not connected/, () => connect(pod('online'), host, port));
  }
  // The cluster need not have a way out, of which a pod without policy hears the same.
  const outside = await connect(pod('neighbour'), '1.1.1.1', 443);
  expect(await connect(pod('online'), '1.1.1.1', 443)).toBe(outside);
});

/** A Deployment of cdk8s-plus with what Pod Security `restricted` asks for. */
function deployment(chart: Chart, name: string, program: string): kplus.Deployment {
  const added = new kplus.Deployment(chart, name, {
    metadata: { name },
    podMetadata: { labels: { app: name } },
    replicas: 1,
    containers: [
      {
        image: nodeImage,
        command: ['node', '-e', program],
        ports: name === 'echo' ? [{ number: 9000 }] : [],
        securityContext: { user: 1000, group: 1000 },
        resources: { cpu: { request: kplus.Cpu.millis(20) }, memory: {} },
      },
    ],
  });
  const securityContext = { seccompProfile: { type: 'RuntimeDefault' } };
  const containers = [{ name: 'main', securityContext: { capabilities: { drop: ['ALL'] } } }];
  addRenderedFields(ApiObject.of(added), { spec: { template: { spec: { securityContext, containers } } } });
  return added;
}

/** A policy without addresses of IPv6, which the test cluster's network does not have and what enforces its policies does not read. */
function ofIpv4(object: KubernetesManifest): object {
  return JSON.parse(JSON.stringify(object), (key, value: unknown) =>
    key === 'to' && Array.isArray(value) ? value.filter((peer) => field(peer, 'ipBlock', 'cidr') !== '::/0') : value,
  ) as object;
}

async function addressOf(objects: string, path: string): Promise<string> {
  return kubectl(`-n ${namespace} get ${objects} -o jsonpath={${path}}`);
}
