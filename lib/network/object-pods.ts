import { IConstruct } from 'constructs';
import { apiObjectOf, isNamedObject, NamedObject, renderedNow } from '../construct/named-object';
import { isApiObject } from '../construct/api-object';
import { reportIssues } from '../construct/reported-issues';
import { Issue, Problem, quoted } from '../findings/problem';
import { field, groupKind, KubernetesManifest, listField, textMapField } from '../manifests/manifest';
import { podContainers, podTemplate, protocolOf } from '../manifests/pod-template';
import { servedBy } from '../manifests/selected-workloads';
import { unique } from '../props/map';
import { mistyped, Schema, typed } from '../props/schema';
import { DecidedPort } from './network-port';

/** The pods of an object: those that it creates, that it leads to, or that are in it. */
export interface ObjectPods {
  readonly namespaceName: string | undefined;
  /** Undefined for all pods of a Namespace. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** The ports that the pods declare; undefined for all ports. */
  readonly ports?: readonly DecidedPort[];
}

const workloads = [
  ...['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/Job', 'batch/CronJob', '/Pod'],
];
const wanted = 'a workload, a Service or a Namespace';

/** The schema of an object whose pods connect. */
export const clientObject: Schema<NamedObject, ObjectPods> = {
  wanted,
  parse: (value) => read(value, (manifest) => (isNamespace(manifest) ? undefined : labelsProblem(manifest))),
};

/** The schema of an object whose pods are connected to, at the ports that they declare. */
export const servingObject: Schema<NamedObject, ObjectPods> = {
  wanted,
  parse: (value) =>
    read(value, (manifest, pods, object) =>
      isNamespace(manifest)
        ? undefined
        : (labelsProblem(manifest) ?? clientsProblem(manifest, object) ?? portsProblem(manifest, pods)),
    ),
};

function read(
  value: unknown,
  problemOf: (manifest: KubernetesManifest, pods: ObjectPods, object: IConstruct) => Problem | undefined,
): ReturnType<Schema<NamedObject, ObjectPods>['parse']> {
  if (!isNamedObject(value) || ![...workloads, '/Service', '/Namespace'].includes(groupKind(value)))
    return mistyped(wanted, value);
  const none = { namespaceName: undefined, podLabels: {} };
  const object = apiObjectOf(value);
  if (object === undefined) return typed(none, [{ at: '', ...notRendered(value) }]);
  const manifest = renderedNow(object);
  if (typeof manifest === 'string') return typed(none, [{ at: '', ...incomplete(value, manifest) }]);
  const pods = podsOf(object, manifest);
  const problem = problemOf(manifest, pods, object);
  if (problem !== undefined) return typed(pods, [{ at: '', ...problem }]);
  reportChanges(object, pods);
  return typed(pods);
}

function podsOf(object: IConstruct, manifest: KubernetesManifest): ObjectPods {
  const { namespace, name } = manifest.metadata;
  if (isNamespace(manifest)) return { namespaceName: name };
  return { namespaceName: namespace, podLabels: podLabelsOf(manifest), ports: portsOf(object, manifest) };
}

/** Returns the labels that select an object's pods: those of its selector, which is immutable, or else those of its pods. */
function podLabelsOf(manifest: KubernetesManifest): Readonly<Record<string, string>> {
  if (groupKind(manifest) === '/Service') return textMapField(manifest, 'spec', 'selector');
  const selector = textMapField(manifest, 'spec', 'selector', 'matchLabels');
  const isSelected = !manifest.kind.endsWith('Job') && Object.keys(selector).length > 0;
  return isSelected ? selector : textMapField(podTemplate(manifest), 'metadata', 'labels');
}

function portsOf(object: IConstruct, manifest: KubernetesManifest): DecidedPort[] {
  const ports =
    groupKind(manifest) === '/Service'
      ? listField(manifest, 'spec', 'ports').flatMap((port) => targetPorts(object, manifest, port))
      : declaredPorts(manifest);
  return unique(ports);
}

/** Returns the ports of the pods that a Service's port leads to. By a name these are the ports of the program's pods behind it. */
export function targetPorts(object: IConstruct, service: KubernetesManifest, port: unknown): DecidedPort[] {
  const target = field(port, 'targetPort') ?? field(port, 'port');
  if (typeof target === 'number') return [decidedPort(target, port)];
  return unique(servedBy(service, renderedWorkloads(object)).flatMap((pods) => declaredPorts(pods, target)));
}

function renderedWorkloads(object: IConstruct): KubernetesManifest[] {
  return object.node.root.node.findAll().flatMap((each) => {
    if (!isApiObject(each) || !workloads.includes(groupKind(each))) return [];
    const manifest = renderedNow(each);
    return typeof manifest === 'string' ? [] : [manifest];
  });
}

function declaredPorts(manifest: KubernetesManifest, name?: unknown): DecidedPort[] {
  const ports = podContainers(manifest).flatMap((container) => listField(container, 'ports'));
  return ports.flatMap((port) => {
    const number = field(port, 'containerPort');
    if (typeof number !== 'number' || (name !== undefined && field(port, 'name') !== name)) return [];
    return [decidedPort(number, port)];
  });
}

function decidedPort(number: number, port: unknown): DecidedPort {
  return { port: number, protocol: protocolOf(port) as DecidedPort['protocol'] };
}

function isNamespace(manifest: KubernetesManifest): boolean {
  return groupKind(manifest) === '/Namespace';
}

function labelsProblem(manifest: KubernetesManifest): Problem | undefined {
  const got = `${manifest.kind} ${quoted(manifest.metadata.name)}`;
  if (field(podTemplate(manifest), 'spec', 'hostNetwork') === true) {
    const want = 'must not run in the network of its nodes, where no policy knows its pods';
    return { code: 'unsupported', want, got, write: 'write { cidr } with the addresses of the nodes' };
  }
  if (Object.keys(podLabelsOf(manifest)).length > 0) return undefined;
  const isService = groupKind(manifest) === '/Service';
  const want = isService ? 'must be a Service that selects pods' : 'must have pods with labels';
  const write = isService ? 'write { host, cidr, port } with the addresses that it leads to' : 'add labels to its pods';
  return { code: 'unsupported', want, got, write };
}

/** Returns the problem of an object of a construct whose pods let in only clients with labels, which the construct's endpoint has. */
function clientsProblem({ kind, metadata }: KubernetesManifest, object: IConstruct): Problem | undefined {
  if (field(object.node.scope, 'endpoint', 'clientLabels') === undefined) return undefined;
  const want = 'must be the construct that renders it, for its pods let in only clients with a label';
  const got = `the ${kind} ${quoted(metadata.name)} of ${object.node.scope?.node.path ?? ''}`;
  return { code: 'conflict', want, got, write: 'write the construct' };
}

function portsProblem(
  { kind, metadata }: KubernetesManifest,
  { ports = [], podLabels }: ObjectPods,
): Problem | undefined {
  if (ports.length > 0) return undefined;
  return {
    code: 'missing-prop',
    want: 'must have ports that its pods declare by number',
    got: `${kind} ${quoted(metadata.name)} without one`,
    write: `declare them, or write { namespaceName: ${quoted(metadata.namespace)}, podLabels: ${quoted(podLabels)}, ports: [8080] }`,
  };
}

function notRendered({ kind, name }: NamedObject): Problem {
  const want = 'must be an object of the program, for nothing else tells the labels of its pods';
  return {
    code: 'unsupported',
    want,
    got: `${kind} ${quoted(name)}`,
    write: 'write { namespaceName, podLabels, ports }',
  };
}

function incomplete({ kind, name }: NamedObject, reason: string): Problem {
  const want = 'must be complete before it is given to another construct';
  return { code: 'conflict', want, got: `${kind} ${quoted(name)}: ${reason}`, write: 'create the other one after it' };
}

const firstReadings = new WeakMap<IConstruct, string>();

/** Has an object report that its pods' labels or ports have changed since a policy was rendered from them. */
function reportChanges(object: NonNullable<ReturnType<typeof apiObjectOf>>, pods: ObjectPods): void {
  if (firstReadings.has(object)) return;
  const first = JSON.stringify(pods);
  firstReadings.set(object, first);
  reportIssues(object, {
    get issues(): Issue[] {
      const manifest = renderedNow(object);
      if (typeof manifest === 'string' || JSON.stringify(podsOf(object, manifest)) === first) return [];
      const want =
        'must have the labels and ports of its pods before another construct connects to it or is connected to by it';
      return [
        {
          at: 'the object',
          code: 'conflict',
          want,
          got: 'others since then',
          write: 'create the other construct after it',
        },
      ];
    },
  });
}
