import { field, textMapField } from '../manifests/fields';
import { groupOf } from '../manifests/kinds';
import { Manifest } from '../manifests/manifest';
import { podTemplate } from '../manifests/pod-template';
import { Rule } from '../checks/rule';

/** A Service that selects no pod has an address behind which nobody answers; a budget or a policy of no pod protects none. */
export const noDanglingSelector: Rule = {
  id: 'no-dangling-selector',
  summary:
    'Every Service, PodDisruptionBudget and NetworkPolicy with a selector selects the pods of an object in the output',
  acrossObjects: true,
  *check(manifests) {
    const templates = templatesByLabel(manifests);
    for (const object of manifests) {
      const selector = Object.entries(selectorOf(object));
      const [first] = selector;
      if (first === undefined) continue;
      const candidates = templates.get(labelKey(object, first)) ?? [];
      if (candidates.some((labels) => selector.every(([key, value]) => labels[key] === value))) continue;
      const wanted = selector.map(([key, value]) => `${key}=${value}`).join(',');
      yield {
        object,
        message: `must select pods of the output, got the selector ${wanted}, which no pod template has; write the labels of one`,
      };
    }
  },
};

/** The pod labels of the output under each of their labels, so that a selector is compared with few of them. */
function templatesByLabel(manifests: readonly Manifest[]): Map<string, Record<string, string>[]> {
  const templates = new Map<string, Record<string, string>[]>();
  for (const manifest of manifests) {
    const labels = textMapField(podTemplate(manifest), 'metadata', 'labels');
    for (const label of Object.entries(labels)) {
      const key = labelKey(manifest, label);
      const sharing = templates.get(key);
      if (sharing === undefined) templates.set(key, [labels]);
      else sharing.push(labels);
    }
  }
  return templates;
}

function labelKey(manifest: Manifest, [key, value]: readonly [string, string]): string {
  return `${manifest.metadata.namespace ?? ''} ${key}=${value}`;
}

/** The labels that an object asks pods for; empty for one that asks for none, or for all. */
function selectorOf(object: Manifest): Readonly<Record<string, string>> {
  switch (`${groupOf(object)}/${object.kind}`) {
    case '/Service':
      return field(object, 'spec', 'type') === 'ExternalName' ? {} : textMapField(object, 'spec', 'selector');
    case 'policy/PodDisruptionBudget':
      return textMapField(object, 'spec', 'selector', 'matchLabels');
    case 'networking.k8s.io/NetworkPolicy':
      return textMapField(object, 'spec', 'podSelector', 'matchLabels');
    default:
      return {};
  }
}
