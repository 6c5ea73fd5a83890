import { mayHaveOwnPods } from '../../manifests/kinds';
import {
  field,
  groupKind,
  KubernetesManifest,
  listField,
  Placed,
  placed,
  textMapField,
} from '../../manifests/manifest';
import { selectorText, selectsByNoLabel } from '../../manifests/pod-selection';
import { isNetworkPolicy } from '../../manifests/policed-pods';
import { searchable } from '../../manifests/remembered';
import { selectedBy } from '../../manifests/selected-workloads';
import { Rule } from '../rule';

/** A Service that selects no pod has no endpoints; a budget or a policy without pods protects none. */
export const noDanglingSelector: Rule = {
  id: 'no-dangling-selector',
  summary: 'Every Service, PodDisruptionBudget and NetworkPolicy with a selector selects pods of the output',
  why: 'a Service without endpoints, a policy that protects nothing',
  acrossObjects: true,
  *check(object, objects) {
    const found = selectorOf(object);
    const selector = found === undefined ? '' : selectorText(found.value);
    if (found === undefined || selector === '' || isOfUnlabelled(object, found.value)) return;
    if (selectedBy(found.value, object.metadata.namespace, objects).length > 0) return;
    if (makersOf(found.value, objects).length > 0) return;
    yield {
      path: found.path,
      want: 'must select pods of the output',
      got: `${selector}, which no pod template has`,
      write: 'write the labels of one',
    };
  },
};

/**
 * Returns the custom resources for which an operator may make the pods that a selector selects. An operator tells the pods of its
 * resources apart by their names, alone or with an ending: `cnpg.io/cluster: orders`, `strimzi.io/name: events-kafka`.
 */
function makersOf(selector: unknown, objects: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
  const expressions = listField(selector, 'matchExpressions');
  const values = [
    ...Object.values(textMapField(selector, 'matchLabels')),
    ...expressions.flatMap((expression) => listField(expression, 'values')),
  ].map(String);
  return makersNamed(objects, ...values.flatMap(beginnings));
}

const makersNamed = searchable((object: KubernetesManifest) => (mayHaveOwnPods(object) ? [object.metadata.name] : []));

/** `a-b-c`, `a-b` and `a` of `a-b-c`. */
function beginnings(name: string): string[] {
  return name.split('-').map((_, index, parts) => parts.slice(0, parts.length - index).join('-'));
}

/** True for a policy of all pods that lack a label, which is for pods that are not in the output too. */
function isOfUnlabelled(object: KubernetesManifest, selector: unknown): boolean {
  const operators = listField(selector, 'matchExpressions').map((expression) => field(expression, 'operator'));
  return isNetworkPolicy(object) && selectsByNoLabel(selector) && operators.every((each) => each === 'DoesNotExist');
}

/** The label selector by which an object asks for pods; undefined for one that asks for none. */
function selectorOf(object: KubernetesManifest): Placed | undefined {
  const whole = { path: [], value: object };
  switch (groupKind(object)) {
    case '/Service': {
      const { path, value: matchLabels } = placed(whole, 'spec', 'selector');
      return field(object, 'spec', 'type') === 'ExternalName' ? undefined : { path, value: { matchLabels } };
    }
    case 'policy/PodDisruptionBudget':
      return placed(whole, 'spec', 'selector');
    case 'networking.k8s.io/NetworkPolicy':
      return placed(whole, 'spec', 'podSelector');
    default:
      return undefined;
  }
}
