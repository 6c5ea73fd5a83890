import { field } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { selectedBy } from '../../manifests/selected-workloads';
import { selectorText } from './selector-text';
import { Rule } from '../rule';

/** A Service that selects no pod has an address behind which nobody answers; a budget or a policy of no pod protects none. */
export const noDanglingSelector: Rule = {
  id: 'no-dangling-selector',
  summary: 'Every Service, PodDisruptionBudget and NetworkPolicy with a selector selects pods of the output',
  why: 'a Service without endpoints, a policy that protects nothing',
  acrossObjects: true,
  *check(manifests) {
    for (const object of manifests) {
      const selector = selectorOf(object);
      if (selectorText(selector) === '') continue;
      if (selectedBy(selector, object.metadata.namespace, manifests).length > 0) continue;
      yield {
        object,
        at: '',
        want: 'must select pods of the output',
        got: `the selector ${selectorText(selector)}, which no pod template has`,
        write: 'write the labels of one',
      };
    }
  },
};

/** The label selector by which an object asks for pods; undefined for one that asks for none. */
function selectorOf(object: Manifest): unknown {
  switch (`${groupOf(object)}/${object.kind}`) {
    case '/Service':
      return field(object, 'spec', 'type') === 'ExternalName'
        ? undefined
        : { matchLabels: field(object, 'spec', 'selector') };
    case 'policy/PodDisruptionBudget':
      return field(object, 'spec', 'selector');
    case 'networking.k8s.io/NetworkPolicy':
      return field(object, 'spec', 'podSelector');
    default:
      return undefined;
  }
}
