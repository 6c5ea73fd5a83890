import { isDeepStrictEqual } from 'node:util';
import { ingressPlatforms } from '../../backend-service/ingress/ingress-platforms';
import { field, Fields, KubernetesManifest, listField, textField, textMapField } from '../../manifests/manifest';
import { maps, present } from '../backend/reading';
import { Value, Values } from '../program/expression';
import { nameAfter, reasonsOf, remainderOf, routedPort, SaidObject, ServedWorkload } from './said-object';

/** Returns an Ingress as `ingress` says it: with one certificate for all hosts, and one port of one Service. */
export function ingressProps(ingress: KubernetesManifest, workload: ServedWorkload): SaidObject {
  const rest = remainderOf(ingress, workload.others);
  const rules = maps(rest.take('spec', 'rules'));
  const defaultBackend = rest.take('spec', 'defaultBackend');
  const certificates = maps(rest.take('spec', 'tls'));
  const className = rest.take('spec', 'ingressClassName') as string | undefined;
  const { annotations, ...controller } = controllerOf(className, textMapField(rest.take('metadata', 'annotations')));

  const paths = rules.flatMap(pathsOf);
  const backends = [...paths.map((path) => path['backend']), ...(defaultBackend === undefined ? [] : [defaultBackend])];
  const services = new Set(backends.map((backend) => textField(backend, 'service', 'name') ?? 'another object'));
  const ports = new Set(backends.map((backend) => routedPort(workload, backend)));
  const others = [...services].filter((name) => name !== workload.service.metadata.name);
  const hosts = rules.map((rule) => textField(rule, 'host'));
  const [tls] = certificates;
  const ofTls = listField(tls, 'hosts');
  const [first, ...further] = rules.map((rule) => ({
    host: textField(rule, 'host'),
    paths: pathValues(pathsOf(rule)),
  }));
  return {
    name: nameAfter(workload.id, ingress),
    value: {
      ...(first ?? { host: '*' }),
      rules: further.length === 0 ? undefined : further,
      port: [...ports][0],
      ...controller,
      tls: tls?.['secretName'] === undefined ? 'load balancer' : { secretName: tls['secretName'] as string },
      annotations: present(annotations),
    },
    left: rest.left as Value,
    reasons: reasonsOf(rest, [
      [ingress.apiVersion !== 'networking.k8s.io/v1', `it is of ${ingress.apiVersion}`],
      [others.length > 0, `it leads to ${others.join(', ')} too`],
      [ports.has(undefined), 'it leads to a port that the Service does not have'],
      [ports.size > 1, 'it leads to several ports'],
      [rules.some((rule) => pathsOf(rule).length === 0), 'it has a rule without paths'],
      [paths.some(({ path }) => typeof path !== 'string'), 'it has a rule without a path'],
      [rules.length > 0 && defaultBackend !== undefined, 'it has a default backend beside its rules'],
      [hosts.includes(undefined), 'it has a rule for all hosts'],
      [className === undefined, 'it names no IngressClass'],
      [certificates.length === 0, 'it has no TLS, which `ingress` always has'],
      [certificates.length > 1, 'it has several certificates'],
      [!isDeepStrictEqual(new Set(ofTls), new Set(hosts)), 'its certificate is for other hosts than its rules'],
    ]),
  };
}

/** Returns the controller of a class: a platform of the library, if the settings of that are among the annotations, or else the class. */
function controllerOf(
  className: string | undefined,
  annotations: Readonly<Record<string, string>>,
): Values & { readonly annotations: Values } {
  for (const platform of ['nginx', 'traefik'] as const) {
    const known = ingressPlatforms[platform];
    const own = Object.entries(known.annotations?.({} as never, { name: '' }) ?? {});
    if (known.className !== className || own.some(([key, value]) => annotations[key] !== value)) continue;
    const others = Object.entries(annotations).filter(([key]) => !own.some(([one]) => one === key));
    return { platform, annotations: Object.fromEntries(others) };
  }
  return { className, annotations };
}

function pathsOf(rule: unknown): readonly Fields[] {
  return maps(field(rule, 'http', 'paths'));
}

/** Returns paths as the prop says them. */
function pathValues(paths: readonly Fields[]): Value {
  return paths.map(({ path, pathType }) => (pathType === 'Prefix' ? (path as string) : ({ path, pathType } as Values)));
}
