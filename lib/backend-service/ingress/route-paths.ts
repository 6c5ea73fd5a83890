import { Problem, quoted } from '../../findings/problem';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { pathPatternProblem } from '../../network/path-pattern';
import { array } from '../../props/array';
import { string } from '../../props/scalar';

/** The schema of a host name. */
export const host = string({ check: hostProblem, example: '"api.example.com"' });

/** The schema of paths that lead on with all below them. */
export const paths = pathsOf(pathProblem);

/** Returns the schema of paths, each with a further check. */
export function pathsOf(check: (path: string) => Problem | undefined) {
  const path = string({ check: (value) => pathPatternProblem(value) ?? check(value), example: '"/api"' });
  return array(path, { default: ['/'], example: '["/api"]', check: (values) => listProblem(values, 64) });
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
