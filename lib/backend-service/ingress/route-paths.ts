import { isPlainObject } from '../../findings/described';
import { Problem, quoted } from '../../findings/problem';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { pathPatternProblem } from '../../network/path-pattern';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { oneOf, string } from '../../props/scalar';
import { optional, refine, Schema, typed } from '../../props/schema';
import { mainPort } from '../workload/ports';

/** The schema of a host name. */
export const host = string({ check: hostProblem, example: '"api.example.com"' });

/** The schema of the name by which a route differs from others of its kind. */
export const routeName = optional(string({ check: (name) => dnsLabelProblem(name) }));

/** The schema of the Service's port that a route leads to. */
export const routePort = string({ default: mainPort });

const literal = literalPath(pathProblem);
const ingressPath = refine(
  object({
    /** The path, as requests have it; or a pattern, as the controller reads it. */
    path: string(),
    /** The comparison: with the whole path, with its first parts, or that of the controller. */
    pathType: oneOf(['Exact', 'Prefix', 'ImplementationSpecific']),
  }),
  ({ path, pathType }) => {
    if (pathType === 'ImplementationSpecific') return startProblem(path);
    return pathPatternProblem(path) ?? pathProblem(path);
  },
);

/** The schema of an Ingress' paths. A string is a prefix. */
export const paths = pathsOf(
  literal,
  ingressPath,
  (path) => ({ path, pathType: 'Prefix' as const }),
  ({ path, pathType }) => (pathType === 'Prefix' ? path : `${pathType} ${path}`),
);

/** Returns the schema of a path that is compared as it is written, with a further check. */
export function literalPath(check: (path: string) => Problem | undefined) {
  return string({ check: (value) => pathPatternProblem(value) ?? check(value), example: '"/api"' });
}

/** Returns the schema of paths, each a string or an object, which a string is decided to. `text` tells one from another. */
export function pathsOf<Path extends object>(
  text: Schema<string>,
  whole: Schema<Path>,
  prefix: (path: string) => NoInfer<Path>,
  textOf: (path: NoInfer<Path>) => string,
) {
  const path: Schema<string | Path, Path> = {
    wanted: 'a path',
    plural: 'paths',
    parse: (value) => {
      if (isPlainObject(value)) return whole.parse(value);
      const parsed = text.parse(value);
      return parsed.typed ? typed(prefix(parsed.value), parsed.issues) : parsed;
    },
  };
  const check = (values: readonly Path[]) => listProblem(values.map(textOf), 64);
  return array(path, { default: [prefix('/')], example: '["/api"]', check });
}

/** Returns the problem of a list that is empty, too long or has a value twice. */
export function listProblem(values: readonly string[], most: number): Problem | undefined {
  if (values.length === 0)
    return { code: 'out-of-range', want: 'must name at least one', got: '[]', write: 'write one' };
  const want = `must be at most ${most}`;
  if (values.length > most) return { code: 'out-of-range', want, got: values.length, write: "add another service's" };
  if (new Set(values).size === values.length) return undefined;
  return { code: 'not-unique', want: 'must be named once each', got: quoted(values), write: 'leave the others out' };
}

/** Returns the problem of a path that leads on with all below it. */
export function pathProblem(path: string): Problem | undefined {
  const isBad = !path.startsWith('/') || path.length > 1024 || /\/\/|\/\.\.?(\/|$)|%2f|[?#\s]/i.test(path);
  if (!isBad) return undefined;
  const want = 'must be a path without "//", ".", ".." and a query';
  return { code: 'invalid-format', want, got: quoted(path), write: 'write "/api"' };
}

/** Returns the problem of a host name. */
export function hostProblem(host: string): Problem | undefined {
  const name = host.length <= 253 ? host.replace(/^\*\./, '') : '';
  if (dnsSubdomainProblem(name) === undefined && !/^\d+(\.\d+){3}$/.test(name)) return undefined;
  const want = 'must be a DNS name without a scheme, port or path';
  return { code: 'invalid-format', want, got: quoted(host), write: 'write "api.example.com"' };
}

function startProblem(path: string): Problem | undefined {
  if (path.startsWith('/')) return undefined;
  return { code: 'invalid-format', want: 'must begin with "/"', got: quoted(path), write: 'write "/api"' };
}
