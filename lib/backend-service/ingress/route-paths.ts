import { Problem } from '../../findings/problem';
import { Findings, shown } from '../../findings/findings';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { pathPatternProblem } from '../../network/path-pattern';

/** Reports paths that are no paths, and lists of them that are empty, too long or have one twice. */
export function checkPaths(
  findings: Findings,
  paths: readonly string[] = ['/'],
  problem: (path: string) => Problem | undefined = pathProblem,
): void {
  checkEach(findings, 'paths', paths, 64);
  for (const path of paths) findings.add('paths', pathPatternProblem(path) ?? problem(path));
}

/** Reports lists that are empty, too long or have a value twice. */
export function checkEach(findings: Findings, name: string, values: readonly string[], most: number): void {
  if (values.length === 0)
    findings.add(name, { code: 'out-of-range', want: 'must name at least one', got: '[]', write: 'write one' });
  if (values.length > most)
    findings.add(name, {
      code: 'out-of-range',
      want: `must be at most ${most}`,
      got: values.length,
      write: "make another service's",
    });
  if (new Set(values).size < values.length)
    findings.add(name, {
      code: 'invalid-value',
      want: 'must be named once each',
      got: shown(values),
      write: 'leave the others out',
    });
}

/** Returns the problem of a path that leads on with all below it. */
export function pathProblem(path: string): Problem | undefined {
  const bad = !path.startsWith('/') || path.length > 1024 || /\/\/|\/\.\.?(\/|$)|%2f|[?#\s]/i.test(path);
  return bad
    ? {
        code: 'invalid-value',
        want: 'must be paths without "//", ".", ".." and a query',
        got: shown(path),
        write: 'write "/api"',
      }
    : undefined;
}

/** Returns the problem of a host name. */
export function hostProblem(host: unknown): Problem | undefined {
  const name = typeof host === 'string' && host.length <= 253 ? host.replace(/^\*\./, '') : '';
  const good = dnsSubdomainProblem(name) === undefined && !/^\d+(\.\d+){3}$/.test(name);
  return good
    ? undefined
    : {
        code: 'invalid-value',
        want: 'must be a DNS name without a scheme, port or path',
        got: shown(host),
        write: 'write "api.example.com"',
      };
}
