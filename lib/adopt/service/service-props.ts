import { field, Fields, KubernetesManifest } from '../../manifests/manifest';
import { mainPort } from '../../backend-service/workload/ports';
import { Value, Values } from '../program/expression';
import { maps, present } from '../backend/reading';
import { remainderOf } from './said-object';

/** The props of a Service, and the fields of it that no prop says. */
export interface ReadService {
  readonly props: Values;
  readonly left: Fields | undefined;
}

/**
 * Returns the props of a Service of pods, other than its ports. `main` is the number of the port that is the first one from now on, and
 * `repeated` are those that no prop says.
 */
export function serviceProps(
  service: KubernetesManifest,
  all: readonly KubernetesManifest[],
  main: unknown,
  repeated: readonly Values[] = [],
): ReadService {
  const rest = remainderOf(service, all);
  const take = (...path: readonly string[]): Value => rest.take('spec', ...path) as Value;
  const ports = maps(take('ports'));
  take('selector');
  const isSticky = take('sessionAffinity') === 'ClientIP';
  const seconds = take('sessionAffinityConfig', 'clientIP', 'timeoutSeconds');
  const type = take('type') ?? 'ClusterIP';
  const external = type === 'ClusterIP' ? undefined : take('externalTrafficPolicy');
  const expose = present({
    type,
    nodePort: type === 'NodePort' ? (ports.find((each) => each['port'] === main)?.['nodePort'] as Value) : undefined,
    sourceRanges: type === 'LoadBalancer' ? take('loadBalancerSourceRanges') : undefined,
    class: type === 'LoadBalancer' ? take('loadBalancerClass') : undefined,
    externalTrafficPolicy: external,
  });
  const changed = ports.flatMap((port) => {
    const { port: number, name, nodePort } = port;
    const fields = present({
      name: isCalled(name, all) ? (name as Value) : undefined,
      nodePort: type === 'NodePort' && number !== main ? (nodePort as Value) : undefined,
      ...repeated.find((each) => each['port'] === number),
    });
    return fields === undefined ? [] : [{ port: number, ...fields }];
  });
  if (changed.length > 0) rest.put(changed, 'spec', 'ports');
  return {
    props: {
      expose,
      sessionAffinitySeconds: isSticky ? (seconds ?? 10800) : undefined,
      trafficDistribution: take('trafficDistribution'),
      ipFamilyPolicy: take('ipFamilyPolicy'),
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
