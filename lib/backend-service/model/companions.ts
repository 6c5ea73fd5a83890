import type * as k8s from '../../../imports/k8s';
import { checkSidecarPorts } from './sidecar-ports';
import { Endpoint } from '../../network/endpoint';
import { Findings, shown } from '../../findings/findings';
import { imageProblem } from '../../kubernetes/image';
import { hasFeatureOf, KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import {
  checkResources,
  containerResources,
  Resources,
  resourcesShape,
  withDefaults,
} from '../../kubernetes/resources';
import { restrictedContainer } from '../../pods/security-context';
import { scalar, listOf, mapOf, optional, record, shapeFrom, Shapes, text } from '../../props/shape';
import {
  checkEnvironment,
  composedFiles,
  EnvironmentProps,
  environmentShapes,
  environmentSources,
  environmentVariables,
} from '../config/environment-variables';
import { fileMounts } from '../config/files';
import { HealthCheck, healthCheck, probes } from '../workload/health';
import { Mount } from '../config/mounts';
import { volumeMounts } from '../config/volumes';
import { endpointShape } from '../../network/endpoint';
import { portProblem } from '../../network/port';

export interface CompanionsProps {
  /**
   * Containers that run to their end one after another before the application starts, by name.
   * @default - none
   */
  readonly initContainers?: Readonly<Record<string, Companion>>;
  /**
   * Containers that run beside the application, by name. Where Kubernetes has them (from 1.29), they start before it and end after it.
   * @default - none
   */
  readonly sidecars?: Readonly<Record<string, Sidecar>>;
  /**
   * Ports that must accept a connection before the application starts. The wait is a program of the application's own image, which
   * must have `node`.
   * @default - nothing: an application that tries again needs no wait
   */
  readonly waitFor?: readonly { readonly host: string; readonly port: number; readonly endpoint?: Endpoint }[];
}

/** A container besides the application's own, with the same security context. */
export interface Companion extends EnvironmentProps {
  /** The image, with a tag other than `latest` or a digest. */
  readonly image: string;
  /** @default - the image's entrypoint */
  readonly command?: readonly string[];
  /** @default - the image's arguments */
  readonly args?: readonly string[];
  /**
   * What the container asks for, and at most gets.
   * @default - requests 10m CPU, 64Mi memory, 16Mi ephemeral storage; limits 500m CPU, as much memory, 256Mi ephemeral storage
   */
  readonly resources?: Resources;
  /**
   * The paths of the service's `mounts` that the container has too.
   * @default - `/tmp`
   */
  readonly mounts?: readonly string[];
}

export interface Sidecar extends Companion {
  /**
   * Its ports by name; the Service does not have them.
   * @default - none
   */
  readonly ports?: Readonly<Record<string, number>>;
  /**
   * Whether it is ready, which the pod's readiness waits for; a path asks its port named `http`.
   * @default - not asked
   */
  readonly ready?: HealthCheck;
}

type Mounts = Readonly<Record<string, Mount>>;
type Ports = Readonly<Record<string, number>>;

const companionShapes: Shapes<Companion> = {
  ...environmentShapes,
  image: scalar,
  command: optional(listOf(text)),
  args: optional(listOf(text)),
  resources: resourcesShape,
  mounts: optional(listOf(text)),
};

export const companionsShapes: Shapes<CompanionsProps> = {
  initContainers: optional(mapOf(record<Companion>(companionShapes))),
  sidecars: optional(
    mapOf(
      record<Sidecar>({ ...companionShapes, ports: optional(mapOf(scalar)), ready: optional(shapeFrom(healthCheck)) }),
    ),
  ),
  waitFor: optional(listOf(record({ host: scalar, port: scalar, endpoint: optional(endpointShape) }))),
};

const defaultResources: Resources = {
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

/** The init containers: native sidecars first, so that they run while the others do; then the wait; then those that are given. */
export function initContainers(
  props: CompanionsProps,
  application: { readonly image: string; readonly mounts: Mounts; readonly kubernetes: KubernetesVersion },
): k8s.Container[] {
  const { waitFor = [] } = props;
  const addresses = waitFor.map(({ host, port }) => `${host}:${port}`);
  const wait: Companion = { image: application.image, command: ['node', '-e', waitProgram, ...addresses] };
  return [
    ...(hasNativeSidecars(application.kubernetes) ? nativeSidecars(props, application.mounts) : []),
    ...(addresses.length === 0 ? [] : [companionContainer('wait-for', wait, application.mounts)]),
    ...Object.entries(props.initContainers ?? {}).map(([name, companion]) =>
      companionContainer(name, companion, application.mounts),
    ),
  ];
}

/** The sidecars as containers of the pod, where Kubernetes has no native ones. */
export function plainSidecars(props: CompanionsProps, mounts: Mounts, kubernetes: KubernetesVersion): k8s.Container[] {
  return hasNativeSidecars(kubernetes) ? [] : sidecarContainers(props, mounts);
}

/** The native sidecars: init containers that are restarted. */
function nativeSidecars(props: CompanionsProps, mounts: Mounts): k8s.Container[] {
  return sidecarContainers(props, mounts).map((container) => ({ ...container, restartPolicy: 'Always' }));
}

/** Reports names, images, variables, ports and mounts that a container cannot have. */
export function checkCompanions(
  findings: Findings,
  props: CompanionsProps,
  application: { name: string; namespace?: string; mounts: Mounts; ports: Ports },
): void {
  const all = [...Object.entries(props.initContainers ?? {}), ...Object.entries(props.sidecars ?? {})];
  const names = new Set([application.name, ...(props.waitFor === undefined ? [] : ['wait-for'])]);
  for (const [name, companion] of all) {
    const part = findings.of(`container ${shown(name)}`);
    part.add('name', dnsLabelProblem(name));
    if (names.has(name))
      part.add('name', { code: 'not-unique', want: 'must be its own in the pod', write: 'write another' });
    names.add(name);
    part.add('image', imageProblem(companion.image));
    checkEnvironment(part, companion, application.namespace);
    checkResources(part, withDefaults(companion.resources, defaultResources));
    const known = Object.keys(application.mounts);
    for (const path of companion.mounts ?? []) {
      if (!known.includes(path)) {
        const list = known.map(shown).join(', ');
        part.add('mounts', {
          code: 'invalid-value',
          want: "must be paths of the service's mounts",
          got: shown(path),
          write: `write one of ${list}`,
        });
      }
    }
    if (new Set(companion.mounts).size < (companion.mounts ?? []).length)
      part.add('mounts', {
        code: 'invalid-value',
        want: 'must be named once each',
        got: shown(companion.mounts),
        write: 'leave the others out',
      });
  }
  checkSidecarPorts(findings, props.sidecars ?? {}, application.ports);
  for (const { host, port } of props.waitFor ?? []) {
    findings.add('waitFor host', dnsSubdomainProblem(host));
    findings.add('waitFor port', portProblem(port));
  }
}

/** A hardened container of another image. */
export function companionContainer(name: string, companion: Companion, mounts: Mounts): k8s.Container {
  const sources = environmentSources(companion);
  return {
    name,
    image: companion.image,
    imagePullPolicy: 'Always',
    ...(companion.command === undefined ? {} : { command: [...companion.command] }),
    ...(companion.args === undefined ? {} : { args: [...companion.args] }),
    env: environmentVariables(companion),
    ...(sources.length === 0 ? {} : { envFrom: sources }),
    resources: containerResources(withDefaults(companion.resources, defaultResources)),
    securityContext: restrictedContainer(),
    volumeMounts: [
      ...volumeMounts(mounts, companion.mounts ?? ['/tmp']),
      ...fileMounts({ files: composedFiles(companion) }),
    ],
  };
}

function sidecarContainers(props: CompanionsProps, mounts: Mounts): k8s.Container[] {
  return Object.entries(props.sidecars ?? {}).map(([name, sidecar]) => ({
    ...companionContainer(name, sidecar, mounts),
    ports: Object.entries(sidecar.ports ?? {}).map(([port, containerPort]) => ({
      name: port,
      containerPort,
      protocol: 'TCP',
    })),
    ...(sidecar.ready === undefined
      ? {}
      : { readinessProbe: probes({ health: { ready: sidecar.ready } }).readinessProbe }),
  }));
}

function hasNativeSidecars(kubernetes: KubernetesVersion): boolean {
  return hasFeatureOf(kubernetes, '1.29');
}
