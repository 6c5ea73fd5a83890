import { field, KubernetesManifest } from '../../manifests/manifest';
import { mainPort } from '../../backend-service/workload/ports';
import { Value, Values } from '../program/expression';
import { Remainder } from '../source/remainder';
import { serviceLabels } from './label-props';
import { maps, present } from './reading';

/** The props of a Service, and the fields of it that no prop says. */
export interface ReadService {
  readonly props: Values;
  readonly left: Readonly<Record<string, unknown>> | undefined;
}

/** Returns the props of the Service in front of pods, other than its ports. */
export function serviceProps(service: KubernetesManifest, all: readonly KubernetesManifest[]): ReadService {
  const rest = new Remainder(service);
  for (const name of ['apiVersion', 'kind']) rest.take(name);
  for (const name of ['name', 'namespace', 'labels']) rest.take('metadata', name);
  const labels = serviceLabels(service, all);
  if (labels !== undefined) rest.put(labels, 'metadata', 'labels');
  const take = (...path: readonly string[]): Value => rest.take('spec', ...path) as Value;
  const ports = maps(take('ports'));
  take('selector');
  const isSticky = take('sessionAffinity') === 'ClientIP';
  const seconds = take('sessionAffinityConfig', 'clientIP', 'timeoutSeconds');
  const type = take('type') ?? 'ClusterIP';
  const external = type === 'ClusterIP' ? undefined : take('externalTrafficPolicy');
  const expose = present({
    type,
    nodePort: type === 'NodePort' ? (ports[0]?.['nodePort'] as Value) : undefined,
    sourceRanges: type === 'LoadBalancer' ? take('loadBalancerSourceRanges') : undefined,
    class: type === 'LoadBalancer' ? take('loadBalancerClass') : undefined,
    externalTrafficPolicy: external,
  });
  const named = ports.find((port) => isCalled(port['name'], all));
  if (named !== undefined) rest.put([{ port: named['port'], name: named['name'] }], 'spec', 'ports');
  const further = ports.slice(1).filter((port) => port['nodePort'] !== undefined && type === 'NodePort');
  if (further.length > 0)
    rest.put(
      further.map(({ port, nodePort }) => ({ port, nodePort })),
      'spec',
      'ports',
    );
  return {
    props: {
      expose,
      sessionAffinitySeconds: isSticky ? (seconds ?? 10800) : undefined,
      trafficDistribution: take('trafficDistribution'),
      ipFamilyPolicy: take('ipFamilyPolicy'),
      adopt: { service: service.metadata.name },
    },
    left: rest.left,
  };
}

/** Tells whether a route or a monitor calls a port by this name, which the construct would name otherwise. */
function isCalled(name: unknown, all: readonly KubernetesManifest[]): boolean {
  if (typeof name !== 'string' || name === mainPort) return false;
  const calls = [`"port":${JSON.stringify(name)}`, `"port":${JSON.stringify({ name })}`];
  return all.some(
    ({ kind, spec }) => kind !== 'Service' && calls.some((call) => JSON.stringify(spec ?? {}).includes(call)),
  );
}

/** Tells whether a Service can be that of a backend: inside the cluster, by a port of the nodes or by a load balancer. */
export function isOrdinary(service: KubernetesManifest): boolean {
  return field(service, 'spec', 'type') !== 'ExternalName' && field(service, 'spec', 'clusterIP') !== 'None';
}
