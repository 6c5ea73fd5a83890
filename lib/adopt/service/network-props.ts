import { isIP } from 'node:net';
import { field, KubernetesManifest, textField, textMapField } from '../../manifests/manifest';
import { podContainers } from '../../manifests/pod-template';
import { selectsPodsOf } from '../../manifests/pod-selection';
import { isNetworkPolicy } from '../../manifests/policed-pods';
import { servedBy } from '../../manifests/selected-workloads';
import { Host, uriHosts, wholeHost } from '../../topology/hosts';
import { unique } from '../../props/map';
import { Value, Values } from '../program/expression';
import { keeps, maps, present, Reading } from '../backend/reading';

/**
 * Returns the props of the NetworkPolicy. Pods that a policy of the source selects keep that one, and pods without any stay without, unless the
 * choice is another; then they may connect to the hosts that their variables name.
 */
export function networkProps(reading: Reading): Values {
  const { source, all } = reading;
  const isPoliced = all.some((each) => isNetworkPolicy(each) && isFor(each, source));
  if (isPoliced || keeps(reading, 'network', true)) return { networkPolicy: false };
  const targets = unique(variablesOf(source).flatMap((text) => hostsIn(text).map((one) => targetOf(one, source, all))));
  return { egressTo: targets.length === 0 ? undefined : targets };
}

function isFor(policy: KubernetesManifest, source: KubernetesManifest): boolean {
  const isBeside = policy.metadata.namespace === source.metadata.namespace;
  return isBeside && selectsPodsOf(field(policy, 'spec', 'podSelector') ?? {}, source);
}

const ports: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  mongodb: 27017,
  'mongodb+srv': 27017,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  redis: 6379,
  rediss: 6379,
  amqp: 5672,
  amqps: 5671,
};

function variablesOf(source: KubernetesManifest): string[] {
  return podContainers(source)
    .flatMap((container) => maps(field(container, 'env')))
    .flatMap((variable) => textField(variable, 'value') ?? []);
}

/** Returns the hosts of a text: those of a URI, or a host with its port. */
function hostsIn(text: string): Host[] {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return uriHosts(text);
  return wholeHost(text).filter((host) => host.port !== undefined);
}

function targetOf(host: Host, source: KubernetesManifest, all: readonly KubernetesManifest[]): Value {
  const port = host.port === undefined ? ports[host.scheme ?? ''] : Number(host.port);
  const version = isIP(host.name);
  if (version !== 0) return present({ cidr: `${host.name}/${version === 4 ? 32 : 128}`, ports: port && [port] });
  const [name, namespace = source.metadata.namespace, ...rest] = host.name.split('.');
  if (rest.length > 0 && rest[0] !== 'svc') return 'internet';
  const service = all.find(
    (each) => each.kind === 'Service' && each.metadata.name === name && each.metadata.namespace === namespace,
  );
  const podLabels = textMapField(service, 'spec', 'selector');
  const isKnown = Object.keys(podLabels).length > 0;
  const own = isKnown ? containerPort(service, port, all) : port;
  return present({ namespaceName: namespace, podLabels: isKnown ? podLabels : undefined, ports: own && [own] });
}

/** Returns the port of the pods behind a Service's port; undefined if it is not known. */
function containerPort(
  service: KubernetesManifest | undefined,
  port: number | undefined,
  all: readonly KubernetesManifest[],
): number | undefined {
  const served = maps(field(service, 'spec', 'ports'));
  const found = served.find((each) => each['port'] === port) ?? served[0];
  const target = found?.['targetPort'] ?? found?.['port'];
  if (typeof target === 'number') return target;
  const pods = service === undefined ? [] : servedBy(service, all);
  const named = pods
    .flatMap(podContainers)
    .flatMap((container) => maps(field(container, 'ports')))
    .find((each) => each['name'] === target);
  return typeof named?.['containerPort'] === 'number' ? named['containerPort'] : undefined;
}
