import { field, Fields, KubernetesManifest } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
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
      name: isCalled(name, service, all) ? (name as Value) : undefined,
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

/**
 * Tells whether a port's name, which the construct would change, is read: by an object without pods, such as a route or a monitor, by an annotation
 * of the Service, or by a mesh that takes it for the protocol.
 */
function isCalled(name: unknown, { metadata }: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  if (typeof name !== 'string' || name === mainPort) return false;
  const text = JSON.stringify(name);
  const call = new RegExp(`"(?:port|targetPort|servicePort)":(?:{"name":)?${text}`);
  const others = all.filter((each) => each.kind !== 'Service' && podTemplate(each) === undefined);
  return (
    meshProtocol.test(name) ||
    others.some(({ spec }) => call.test(JSON.stringify(spec ?? {}))) ||
    Object.values(metadata.annotations ?? {}).some((value) => value.split(/[^a-z0-9-]+/).includes(name))
  );
}

// A name that begins with "grpc" becomes an appProtocol, and any other is one of HTTP.
const meshProtocol = /^(?:https|http2|tcp|tls|mongo|mysql|redis)(?:-|$)/;

/** Tells whether a Service can be that of a backend: inside the cluster, by a port of the nodes or by a load balancer. */
export function isOrdinary(service: KubernetesManifest): boolean {
  return field(service, 'spec', 'type') !== 'ExternalName' && field(service, 'spec', 'clusterIP') !== 'None';
}
