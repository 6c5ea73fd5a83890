import { quoted } from '../../findings/findings';
import { field, listField, textField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { Rule } from '../rule';

/** A place that a route leads to, or an object that an autoscaler scales. */
interface Target {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: string | number;
}

/** A route to a Service that is not there answers 503, and an autoscaler of nothing scales nothing; neither is refused. */
export const noDanglingTarget: Rule = {
  id: 'no-dangling-target',
  summary: 'The targets of Ingresses, HTTPRoutes and autoscalers are in the output, with the ports that are named',
  why: 'a route answers 503, an autoscaler scales nothing, and neither is refused',
  acrossObjects: true,
  *check(manifests) {
    const objects = new Map(
      manifests.map((manifest) => [
        identity(manifest.kind, manifest.metadata.namespace, manifest.metadata.name),
        manifest,
      ]),
    );
    for (const object of manifests) {
      for (const { kind, name, namespace, port } of targets(object)) {
        const found = objects.get(identity(kind, namespace ?? object.metadata.namespace, name));
        if (found === undefined)
          yield {
            object,
            at: '',
            want: 'must lead to an object of the output',
            got: `${kind} ${quoted(name)}`,
            write: 'write the name of one',
          };
        else if (port !== undefined && !hasPort(found, port))
          yield {
            object,
            at: '',
            want: `must lead to a port of Service ${quoted(name)}`,
            got: quoted(port),
            write: 'write one of its ports',
          };
      }
    }
  },
};

function targets(object: Manifest): Target[] {
  if (object.kind === 'HorizontalPodAutoscaler') {
    const kind = textField(object, 'spec', 'scaleTargetRef', 'kind') ?? '';
    return [{ kind, name: textField(object, 'spec', 'scaleTargetRef', 'name') ?? '' }];
  }
  if (object.kind === 'Ingress' && groupOf(object) === 'networking.k8s.io') return ingressTargets(object);
  return object.kind === 'HTTPRoute' ? routeTargets(object) : [];
}

function ingressTargets(ingress: Manifest): Target[] {
  const paths = listField(ingress, 'spec', 'rules').flatMap((rule) => listField(rule, 'http', 'paths'));
  const backends = [field(ingress, 'spec', 'defaultBackend'), ...paths.map((path) => field(path, 'backend'))];
  return backends.flatMap((backend) => {
    const name = textField(backend, 'service', 'name');
    const port = field(backend, 'service', 'port', 'name') ?? field(backend, 'service', 'port', 'number');
    if (name === undefined || isAction(ingress, name, port)) return [];
    return [{ kind: 'Service', name, port: port as string | number }];
  });
}

/**
 * True if a backend is an action of the AWS Load Balancer Controller, such as a redirect: it is in the annotation of its name, and
 * leads to no Service.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions
 */
function isAction(ingress: Manifest, name: string, port: unknown): boolean {
  return (
    port === 'use-annotation' &&
    field(ingress, 'metadata', 'annotations', `alb.ingress.kubernetes.io/actions.${name}`) !== undefined
  );
}

function routeTargets(route: Manifest): Target[] {
  const references = listField(route, 'spec', 'rules').flatMap((rule) => listField(rule, 'backendRefs'));
  return references.flatMap((reference) => {
    const kind = textField(reference, 'kind') ?? 'Service';
    if (kind !== 'Service') return [];
    const name = textField(reference, 'name') ?? '';
    return [{ kind, name, namespace: textField(reference, 'namespace'), port: field(reference, 'port') as number }];
  });
}

function hasPort(service: Manifest, port: string | number): boolean {
  return listField(service, 'spec', 'ports').some(
    (each) => field(each, typeof port === 'string' ? 'name' : 'port') === port,
  );
}

function identity(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}
