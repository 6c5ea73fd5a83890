import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { referenceProblem } from '../../findings/near-name';
import { quoted } from '../../findings/problem';
import { hasFeatureOf, KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { checkResources, ContainerResources, resources, withDefaults } from '../../kubernetes/resources';
import { cidrProblem } from '../../network/cidr';
import { endpoint } from '../../network/endpoint';
import { DecidedTarget } from '../../network/peers';
import { port } from '../../network/port';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { string } from '../../props/scalar';
import { Decided, decided, named, optional, Props, PropsOf } from '../../props/schema';
import { checkEnvironment, templateFiles, environment } from '../config/environment-variables';
import { fileMounts } from '../config/files';
import { mountPlaces, Mounts, someMounts } from '../config/mounts';
import { volumeMounts } from '../config/volumes';
import { healthCheck, readinessProbe } from '../workload/health';
import { containerPorts, namedPorts } from '../workload/ports';
import { program, restricted } from './container';

const initContainer = object({
  ...environment.entries,
  ...program.entries,
  /**
   * The requests and limits of the container.
   * @default - requests 10m CPU, 64Mi memory, 16Mi ephemeral storage; limits 500m CPU, as much memory, 256Mi ephemeral storage
   */
  resources: optional(named<ContainerResources>(resources)),
  /**
   * The paths of the service's `mounts` that the container has too, or these by the paths that it has them at: `{ '/copy': '/app/plugins' }` is the
   * volume of `/app/plugins` at `/copy`.
   * @default ['/tmp']
   */
  mounts: optional(someMounts, ['/tmp']),
});

/** A container besides the application's, with the same security context. */
export interface InitContainer extends PropsOf<typeof initContainer>, Props {}

/** A container besides the application's, with every default decided but its resources. */
export interface DecidedInitContainer extends Decided<typeof initContainer> {}

const sidecar = object({
  ...initContainer.entries,
  /** Its ports by name; the Service has those with a `servicePort`. @default - none */
  ports: namedPorts,
  /**
   * Its readiness probe, which the pod's readiness depends on; a path is requested at its port named `http`.
   * @default - no probe
   */
  ready: optional(healthCheck),
});

/** A container that runs beside the application. */
export interface Sidecar extends PropsOf<typeof sidecar>, Props {}

/** The table of a port that the application waits for. */
export const waitedPort = object({
  /** The host name. */
  host: string({ check: dnsSubdomainProblem }),
  /** The port. */
  port,
  /**
   * The endpoint behind the host name, which the NetworkPolicy then lets the pods connect to.
   * @default - none: `egressTo` must allow the port
   */
  endpoint: optional(endpoint),
  /**
   * The CIDR block of a host outside of the cluster, which the NetworkPolicy then lets the pods connect to.
   * @default - none: `egressTo` must allow the port
   */
  cidr: optional(string({ check: cidrProblem })),
});

/** A port that the application waits for. */
export interface WaitedPort extends PropsOf<typeof waitedPort>, Props {}

/** Returns the targets that are stated beside a host name that is waited for. */
export function waitedTargets({ host, port, endpoint, cidr }: WaitedPort): DecidedTarget[] {
  return [endpoint, cidr === undefined ? undefined : { host, cidr, port }].filter((target) => target !== undefined);
}

const containerName = string({ check: dnsLabelProblem });

/** The props of the containers besides the application's. */
export const podContainers = object({
  /** Containers that run to their end one after another before the application starts, by name. @default - none */
  initContainers: record(containerName, named<InitContainer, DecidedInitContainer>(initContainer), { default: {} }),
  /**
   * Containers that run beside the application, by name. With Kubernetes from 1.29, they start before it and end after it.
   * @default - none
   */
  sidecars: record(containerName, named<Sidecar, Decided<typeof sidecar>>(sidecar), { default: {} }),
  /**
   * Ports that must accept a connection before the application starts. The wait is a program of the application's image, which must have
   * `node`.
   * @default - none: an application that tries again needs no wait
   */
  waitFor: array(named<WaitedPort>(waitedPort), { default: [] }),
});

/** The props of the containers besides the application's, with every default decided. */
export interface DecidedPodContainers extends Decided<typeof podContainers> {}

const defaultResources: ContainerResources = {
  requests: { cpu: '10m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '500m', memory: '64Mi', 'ephemeral-storage': '256Mi' },
};

// Tries each address once a second for five minutes; then the kubelet starts the container again.
const waitProgram = `
const net = require('node:net');
const open = (host, port) => new Promise((resolve, reject) => {
  const socket = net.connect({ host, port, timeout: 2000 }, () => socket.end(resolve));
  socket.on('timeout', () => socket.destroy(new Error('timeout'))).on('error', reject);
});
(async () => {
  for (const address of process.argv.slice(1)) {
    const [host, port] = address.split(/:(?=\\d+$)/);
    for (let second = 0; ; second += 1) {
      const error = await open(host, Number(port)).then(() => undefined, (reason) => reason);
      if (error === undefined) break;
      if (second % 30 === 0) console.error('waiting for ' + address + ': ' + error.message);
      if (second === 300) process.exit(1);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
})();
`.trim();

/** A backend, as far as the containers besides the application's depend on it. */
interface PodBackend {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly props: DecidedPodContainers & { readonly image: string; readonly kubernetes: KubernetesVersion };
  readonly mounts: Mounts;
}

/** Returns the init containers: native sidecars first, so that they run while the others do; then the wait; then the given ones. */
export function initContainers({ props, mounts }: PodBackend): k8s.Container[] {
  const { image, kubernetes, waitFor } = props;
  const addresses = waitFor.map(({ host, port }) => `${host}:${port}`);
  const wait = { image, command: ['node', '-e', waitProgram, ...addresses] };
  const native = hasNativeSidecars(kubernetes) ? sidecarContainers(props, mounts) : [];
  return [
    ...native.map((container): k8s.Container => ({ ...container, restartPolicy: 'Always' })),
    ...(addresses.length === 0 ? [] : [containerOf('wait-for', decided(initContainer, wait), mounts)]),
    ...Object.entries(props.initContainers).map(([name, one]) => containerOf(name, one, mounts)),
  ];
}

/** Returns the sidecars as containers of the pod, for Kubernetes without native ones. */
export function plainSidecars({ props, mounts }: PodBackend): k8s.Container[] {
  return hasNativeSidecars(props.kubernetes) ? [] : sidecarContainers(props, mounts);
}

/** Reports names that are taken, mounts that the service does not have, and Secrets of other namespaces. */
export function checkPodContainers(findings: Findings, { name: own, namespace, props, mounts }: PodBackend): void {
  const names = new Set([own, ...(props.waitFor.length === 0 ? [] : ['wait-for'])]);
  const known = Object.keys(mounts);
  for (const group of ['initContainers', 'sidecars'] as const)
    for (const [name, one] of Object.entries(props[group])) {
      const part = findings.inside(`${group}[${quoted(name)}]`);
      const want = 'must have a name of its own in the pod';
      if (names.has(name)) part.add('', { code: 'not-unique', want, got: quoted(name), write: 'write another name' });
      names.add(name);
      checkEnvironment(part, { props: one, namespace });
      checkResources(part, withDefaults(one.resources, defaultResources));
      for (const { at, of } of mountPlaces(one.mounts))
        part.add(`mounts${at}`, referenceProblem(of, known, "must be a path of the service's mounts"));
    }
}

function containerOf(name: string, one: DecidedInitContainer, mounts: Mounts): k8s.Container {
  return {
    ...restricted(name, one, { variables: one, resources: withDefaults(one.resources, defaultResources) }),
    imagePullPolicy: 'Always',
    volumeMounts: [...volumeMounts(mounts, one.mounts), ...fileMounts({ files: templateFiles(one) })],
  };
}

function sidecarContainers({ sidecars }: DecidedPodContainers, mounts: Mounts): k8s.Container[] {
  return Object.entries(sidecars).map(([name, one]) => ({
    ...containerOf(name, one, mounts),
    ports: containerPorts(one.ports),
    readinessProbe: one.ready === undefined ? undefined : readinessProbe(one.ready),
  }));
}

function hasNativeSidecars(kubernetes: KubernetesVersion): boolean {
  return hasFeatureOf(kubernetes, '1.29');
}
