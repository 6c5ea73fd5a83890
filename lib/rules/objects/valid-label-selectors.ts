import { Issue, issuesAt } from '../../findings/problem';
import { Rule } from '../rule';
import { pathOf, schemaReading, TypedObject } from '../../manifests/schema/schema-reading';
import { expressionProblems, labelSelectorProblems } from '../../kubernetes/label-selector';

/** The API server refuses selectors of labels that no object can have, and expressions whose values do not fit their operator. */
export const validLabelSelectors: Rule = {
  id: 'valid-label-selectors',
  summary: 'Label selectors and affinity terms name valid labels, with values that fit their operators',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(object) {
    for (const typed of schemaReading(object).objects) {
      for (const issue of issuesOf(typed)) yield { path: pathOf(typed.place), ...issue };
    }
  },
};

function issuesOf({ type, value }: TypedObject): Issue[] {
  if (type === 'LabelSelector') return labelSelectorProblems(value);
  if (type !== 'NodeSelectorTerm') return [];
  return ['matchExpressions', 'matchFields'].flatMap((name) => issuesAt(name, expressionProblems(value[name])));
}
