import { quoted } from '../../findings/problem';
import {
  field,
  groupKind,
  KubernetesManifest,
  Placed,
  placed,
  referredName,
  textField,
} from '../../manifests/manifest';
import { mayHaveOwnPods } from '../../manifests/kinds';
import { byReferredName } from '../../manifests/object-identity';
import { podTemplate } from '../../manifests/pod-template';
import { remembered } from '../../manifests/remembered';
import { annotatedPort, hasRoutedPort, ingressServices, isIngress, routeBackends } from '../../manifests/routes';
import { Rule } from '../rule';

/** A Service that a route leads to, or an object that an autoscaler scales. */
interface Target {
  /** The reference, by which a message names the place. */
  readonly from: Placed;
  readonly kind: string;
  readonly name: string;
  readonly port?: unknown;
}

/**
 * A route to a Service that is not there answers 503, and an autoscaler of nothing scales nothing; neither is refused. What may be in the output of
 * others is not judged: a target in a namespace of which the output has nothing to lead to.
 */
export const noDanglingTarget: Rule = {
  id: 'no-dangling-target',
  summary:
    'The targets of Ingresses, HTTPRoutes, GRPCRoutes and autoscalers are in the output, with the ports that are named',
  why: 'a route answers 503, an autoscaler scales nothing, and neither is refused',
  acrossObjects: true,
  *check(object, objects) {
    for (const { from, kind, name, port } of targets(object)) {
      const namespace = textField(from.value, 'namespace') ?? object.metadata.namespace;
      const found = byReferredName(objects, referredName(kind, namespace, name)).at(-1);
      if (found === undefined) {
        if (isElsewhere(kind, namespace, name, objects) && port !== annotatedPort) continue;
        if (isPerhapsHere(kind, namespace, name, objects) || isOfOperator(kind, namespace, name, objects)) continue;
        yield {
          path: from.path,
          want: 'must lead to an object of the output',
          got: `${kind} ${quoted(name)}`,
          write: 'write the name of one',
        };
      } else if (port !== undefined && !hasRoutedPort(found, port))
        yield {
          path: [...from.path, 'port'],
          want: `must be a port of Service ${quoted(name)}`,
          got: quoted(port),
          write: 'write one of its ports',
        };
    }
  },
};

function targets(object: KubernetesManifest): Target[] {
  if (object.kind === 'HorizontalPodAutoscaler') {
    const from = placed({ path: [], value: object }, 'spec', 'scaleTargetRef');
    return [{ from, kind: textField(from.value, 'kind') ?? '', name: textField(from.value, 'name') ?? '' }];
  }
  if (isIngress(object)) return ingressServices(object).map((service) => ({ kind: 'Service', ...service }));
  if (object.kind !== 'HTTPRoute' && object.kind !== 'GRPCRoute') return [];
  return routeBackends(object)
    .filter(({ value }) => (field(value, 'kind') ?? 'Service') === 'Service')
    .map((from) => ({
      from,
      kind: 'Service',
      name: textField(from.value, 'name') ?? '',
      port: field(from.value, 'port'),
    }));
}

/** True if a target is in the output of others: none of that name and kind is here, and its namespace has nothing to lead to. */
function isElsewhere(
  kind: string,
  namespace: string | undefined,
  name: string,
  objects: readonly KubernetesManifest[],
): boolean {
  return !targetNames(objects).has(`${kind}/${name}`) && !targetNamespaces(objects).has(namespace);
}

/** True if either the reference or its target states no namespace, and may be applied to that of the other: `require-namespace` asks for it. */
function isPerhapsHere(
  kind: string,
  namespace: string | undefined,
  name: string,
  objects: readonly KubernetesManifest[],
): boolean {
  return targetsOf(objects).some(
    (each) =>
      each.kind === kind &&
      each.metadata.name === name &&
      (namespace === undefined || each.metadata.namespace === undefined),
  );
}

/** True for a Service that is called like a custom resource of its namespace, with an ending or without: an operator makes it. */
function isOfOperator(
  kind: string,
  namespace: string | undefined,
  name: string,
  objects: readonly KubernetesManifest[],
): boolean {
  return (
    kind === 'Service' &&
    podOwners(objects).some(
      ({ metadata }) => metadata.namespace === namespace && `${name}-`.startsWith(`${metadata.name}-`),
    )
  );
}

const podOwners = remembered((objects: readonly KubernetesManifest[]) =>
  objects.filter((object) => mayHaveOwnPods(object) && podTemplate(object) === undefined),
);
const targetsOf = remembered((objects: readonly KubernetesManifest[]) =>
  objects.filter((object) => groupKind(object) === '/Service' || podTemplate(object) !== undefined),
);
const targetNames = remembered(
  (objects: readonly KubernetesManifest[]) =>
    new Set(targetsOf(objects).map(({ kind, metadata }) => `${kind}/${metadata.name}`)),
);
const targetNamespaces = remembered(
  (objects: readonly KubernetesManifest[]) => new Set(targetsOf(objects).map(({ metadata }) => metadata.namespace)),
);
