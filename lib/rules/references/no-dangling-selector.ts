import { field, textMapField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { selectedBy, selectsPodsOf } from '../../manifests/pod-selection';
import { podTemplate } from '../../manifests/pod-template';
import { selectorText } from './selector-text';
import { Rule } from '../rule';

/** A Service that selects no pod has an address behind which nobody answers; a budget or a policy of no pod protects none. */
export const noDanglingSelector: Rule = {
  id: 'no-dangling-selector',
  summary:
    'Every Service, PodDisruptionBudget and NetworkPolicy with a selector selects the pods of an object in the output',
  acrossObjects: true,
  *check(manifests) {
    const workloads = workloadsByLabel(manifests);
    for (const object of manifests) {
      const selector = selectorOf(object);
      if (selectorText(selector) === '') continue;
      const isSelected = (workload: Manifest): boolean => selectsPodsOf(selector, workload);
      const [first] = Object.entries(textMapField(selector, 'matchLabels'));
      if (first !== undefined && workloads.get(labelKey(object, first))?.some(isSelected) === true) continue;
      // Labels that Kubernetes adds are in no template.
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

/** The objects with pods under each of their pods' labels, so that a selector is compared with few of them. */
function workloadsByLabel(manifests: readonly Manifest[]): Map<string, Manifest[]> {
  const workloads = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    for (const label of Object.entries(textMapField(podTemplate(manifest), 'metadata', 'labels'))) {
      const key = labelKey(manifest, label);
      const sharing = workloads.get(key);
      if (sharing === undefined) workloads.set(key, [manifest]);
      else sharing.push(manifest);
    }
  }
  return workloads;
}

function labelKey(manifest: Manifest, [key, value]: readonly [string, string]): string {
  return `${manifest.metadata.namespace ?? ''} ${key}=${value}`;
}

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
