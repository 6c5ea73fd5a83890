import { faultsAt, Rule } from '../rule';
import { Path, textField } from '../../manifests/fields';
import { ingressPaths, isHttpRoute, isIngress, routeMatches } from '../../manifests/routes';
import { Manifest } from '../../manifests/manifest';
import { pathPatternProblem } from '../../network/path-pattern';

/** A regular expression as a Prefix is accepted, and matches only the request that is written just so. */
export const noPatternPath: Rule = {
  id: 'no-pattern-path',
  summary: 'A path of an Ingress or HTTPRoute that is matched literally is not a pattern',
  why: 'only a request with exactly these characters matches',
  rechecks: true,
  *check(object) {
    for (const { path, text } of literalPaths(object)) {
      yield* faultsAt(path, pathPatternProblem(text));
    }
  },
};

/** The paths of requests that are no regular expressions by their type, each with its place. */
function* literalPaths(object: Manifest): Generator<{ readonly path: Path; readonly text: string }> {
  if (isIngress(object)) {
    for (const { path, value } of ingressPaths(object))
      if (['Prefix', 'Exact'].includes(textField(value, 'pathType') ?? ''))
        yield { path: [...path, 'path'], text: textField(value, 'path') ?? '/' };
  }
  if (isHttpRoute(object)) {
    for (const { path, value } of routeMatches(object))
      if (textField(value, 'path', 'type') !== 'RegularExpression')
        yield { path: [...path, 'path', 'value'], text: textField(value, 'path', 'value') ?? '/' };
  }
}
