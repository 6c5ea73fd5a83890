import { within } from '../../findings/problem';
import { Rule } from '../rule';
import { listField, textField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { pathPatternProblem } from '../../network/path-pattern';

/** A regular expression as a Prefix is accepted, and matches only the request that is written just so. */
export const noPatternPath: Rule = {
  id: 'no-pattern-path',
  summary: 'A path of an Ingress or HTTPRoute that is matched literally is not a pattern',
  why: 'only a request with exactly these characters matches',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      for (const path of literalPaths(object)) {
        const problem = pathPatternProblem(path);
        if (problem !== undefined) yield { object, ...within('paths', problem) };
      }
    }
  },
};

/** The paths that are no regular expressions by their type. */
function literalPaths(object: Manifest): string[] {
  const group = groupOf(object);
  const rules = listField(object, 'spec', 'rules');
  if (object.kind === 'Ingress' && group === 'networking.k8s.io')
    return rules
      .flatMap((rule) => listField(rule, 'http', 'paths'))
      .filter((path) => ['Prefix', 'Exact'].includes(textField(path, 'pathType') ?? ''))
      .map((path) => textField(path, 'path') ?? '/');
  if (object.kind !== 'HTTPRoute' || group !== 'gateway.networking.k8s.io') return [];
  return rules
    .flatMap((rule) => listField(rule, 'matches'))
    .filter((match) => textField(match, 'path', 'type') !== 'RegularExpression')
    .map((match) => textField(match, 'path', 'value') ?? '/');
}
