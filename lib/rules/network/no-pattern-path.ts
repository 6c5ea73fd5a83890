import { faultsAt, Rule } from '../rule';
import { requestPaths } from '../../manifests/routes';
import { pathPatternProblem } from '../../network/path-pattern';

const literalTypes = ['Exact', 'Prefix', 'PathPrefix'];

/** A regular expression as a Prefix is accepted, and matches only the request that is written just so. */
export const noPatternPath: Rule = {
  id: 'no-pattern-path',
  summary: 'A path of an Ingress or HTTPRoute that is matched literally is not a pattern',
  why: 'only a request with exactly these characters matches',
  rechecks: true,
  *check(object) {
    for (const { path, value, type = '' } of requestPaths(object))
      if (typeof value === 'string' && literalTypes.includes(type)) yield* faultsAt(path, pathPatternProblem(value));
  },
};
