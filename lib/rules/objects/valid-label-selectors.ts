import { within } from '../../findings/problem';
import { Rule } from '../rule';
import { typedObjects } from '../../manifests/schema/typed-objects';
import { expressionProblems, labelSelectorProblems } from '../../kubernetes/label-selector';

/** The API server refuses selectors of labels that no object can have, and expressions whose values do not fit their operator. */
export const validLabelSelectors: Rule = {
  id: 'valid-label-selectors',
  summary: 'Label selectors and affinity terms name valid labels, with values that fit their operators',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      for (const { path, type, value } of typedObjects(object)) {
        const issues =
          type === 'LabelSelector'
            ? labelSelectorProblems(value)
            : type === 'NodeSelectorTerm'
              ? expressionProblems(value.matchExpressions).map((issue) => within('matchExpressions', issue))
              : [];
        for (const issue of issues) yield { object, ...issue, at: `${path}.${issue.at}` };
      }
    }
  },
};
