import { isIP } from 'node:net';
import { field, KubernetesManifest, textField, textMapField } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { selectsPodsOf } from '../../manifests/pod-selection';
import { isNetworkPolicy } from '../../manifests/policed-pods';
import { unique } from '../../props/map';
import { Value, Values } from '../program/expression';
import { keeps, maps, podPath, present, Reading } from '../backend/reading';

/**
 * Returns the props of the NetworkPolicy. Pods that a policy of the source selects keep that one, and pods without any stay without, unless the
 * choice is another; then they may connect to the hosts that their variables name.
 */
export function networkProps(reading: Reading): Values {
  const { source, all } = reading;
  const isPoliced = all.some((each) => isNetworkPolicy(each) && isFor(each, source));
  if (isPoliced || keeps(reading, 'network', true)) return { networkPolicy: false };
  const targets = unique(
    variablesOf(source).flatMap((text) => addressesIn(text).map((one) => targetOf(one, source, all))),
  );
  return { egressTo: targets.length === 0 ? undefined : targets };
}

function isFor(policy: KubernetesManifest, source: KubernetesManifest): boolean {
  const isBeside = policy.metadata.namespace === source.metadata.namespace;
  return isBeside && selectsPodsOf(field(policy, 'spec', 'podSelector') ?? {}, source);
}

interface Address {
  readonly host: string;
  readonly port: number | undefined;
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
  const containers = ['initContainers', 'containers'].flatMap((list) => maps(field(source, ...podPath, list)));
  return containers
    .flatMap((container) => maps(field(container, 'env')))
    .flatMap((variable) => textField(variable, 'value') ?? []);
}

/** Returns the addresses in a text: those of a URI, or a host with its port. */
function addressesIn(text: string): Address[] {
  const [, scheme = '', , hosts = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^@/]*@)?([^/?#]+)/i.exec(text) ?? [];
  const parts = hosts === '' ? (/^[\w.-]+:\d+$/.test(text) ? [text] : []) : hosts.split(',');
  return parts.flatMap((part) => {
    const [, host = '', port] = /^([\w.-]+)(?::(\d+))?$/.exec(part) ?? [];
    return host === '' ? [] : [{ host, port: port === undefined ? ports[scheme.toLowerCase()] : Number(port) }];
  });
}

function targetOf({ host, port }: Address, source: KubernetesManifest, all: readonly KubernetesManifest[]): Value {
  const [name, namespace = source.metadata.namespace, ...rest] = host.split('.');
  const isInside = isIP(host) === 0 && (rest.length === 0 || rest[0] === 'svc') && name !== 'localhost';
  if (!isInside) return isIP(host) === 0 ? 'internet' : present({ cidr: `${host}/32`, ports: port && [port] });
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
  const named = all
    .filter((each) => each.metadata.namespace === service?.metadata.namespace)
    .flatMap((each) => maps(field(podTemplate(each), 'spec', 'containers')))
    .flatMap((container) => maps(container['ports']))
    .find((each) => each['name'] === target);
  return typeof named?.['containerPort'] === 'number' ? named['containerPort'] : undefined;
}
