import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { DecidedIngress, ingressHosts } from '../ingress/ingress-props';
import { DecidedObservability } from '../workload/observability';

type Metrics = NonNullable<DecidedObservability['metrics']>;

/** The paths of a route and the name of the port that they lead to, as an Ingress and an HTTPRoute have them. */
interface RoutedPaths {
  readonly port: string;
  readonly paths: readonly RoutedPath[];
}

type RoutedPath =
  { readonly path: string; readonly pathType: string } | { readonly value: string; readonly type: string };

/** Returns the path of the metrics without a query, and without a slash at its end. */
export function metricsPath({ path }: Metrics): string {
  return path.replace(/[?#].*$/, '').replace(/(.)\/+$/, '$1');
}

/**
 * True if a route leads to the metrics by one of its prefixes. A path that is that of the metrics itself states that clients outside
 * may read them.
 */
export function exposesMetrics(metrics: Metrics, { port, paths }: RoutedPaths): boolean {
  const path = metricsPath(metrics);
  const all = paths.map((one) => ('path' in one ? [one.path, one.pathType] : [one.value, one.type]));
  if (port !== metrics.port || all.some(([value]) => value === path)) return false;
  return all.some(([value = '', type]) => type !== 'Exact' && `${path}/`.startsWith(`${value.replace(/\/$/, '')}/`));
}

/** Reports an Ingress that leads to the metrics: unlike an HTTPRoute, it has no way to leave a path out. */
export function checkRoutedMetrics(
  findings: Findings,
  ingress: DecidedIngress,
  { metrics }: DecidedObservability,
): void {
  if (metrics === undefined) return;
  const { port } = ingress;
  for (const [place, { paths }] of ingressHosts(ingress)) {
    if (!exposesMetrics(metrics, { port, paths })) continue;
    const path = quoted(metricsPath(metrics));
    findings.add(place === '' ? 'paths' : `${place}.paths`, {
      code: 'conflict',
      want: `must not lead to the metrics at ${path}, which are for Prometheus alone`,
      got: quoted(paths.map((each) => each.path)),
      write: `write ports: { metrics: 9090 } and metrics.port: "metrics", or ${path} among the paths if clients outside may read them`,
    });
  }
}
