import { shown } from '../values/findings';
import { textMapField } from '../manifests/fields';
import { groupOf } from '../manifests/kinds';
import { Manifest, objectName } from '../manifests/manifest';
import { podTemplate } from '../manifests/pod-template';
import { Rule, RuleFinding } from '../checks/rule';

/**
 * A workload whose selector does not fit its own pods is refused by the API server; one that fits another's too counts pods that are
 * not its own, and two such workloads delete each other's pods.
 */
export const validSelectors: Rule = {
  id: 'valid-selectors',
  summary: 'The selector of a workload selects its own pods, and those of no other',
  acrossObjects: true,
  rechecks: true,
  *check(manifests) {
    const templates = objectsByPodLabel(manifests);
    for (const object of manifests) {
      const selector = textMapField(object, 'spec', 'selector', 'matchLabels');
      const [first] = Object.entries(selector);
      if (groupOf(object) === 'apps' && first !== undefined)
        yield* check(object, selector, templates.get(place(object, ...first)) ?? []);
    }
  },
};

function objectsByPodLabel(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  const objects = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    for (const [key, value] of Object.entries(podLabels(manifest))) {
      const at = place(manifest, key, value);
      const sharing = objects.get(at);
      if (sharing === undefined) objects.set(at, [manifest]);
      else sharing.push(manifest);
    }
  }
  return objects;
}

function* check(
  object: Manifest,
  selector: Readonly<Record<string, string>>,
  candidates: readonly Manifest[],
): Generator<RuleFinding> {
  if (!selects(selector, podLabels(object))) {
    yield {
      object,
      message: `selector must be among the labels of the pods, got ${shown(selector)} for ${shown(podLabels(object))}; write the labels of the template`,
    };
  }
  for (const other of candidates) {
    if (other === object || !selects(selector, podLabels(other))) continue;
    yield {
      object,
      message: `selector must not select the pods of another object, got ${shown(selector)}, which selects those of ${objectName(other)}; write a label that they do not have`,
    };
  }
}

function podLabels(manifest: Manifest): Readonly<Record<string, string>> {
  return textMapField(podTemplate(manifest), 'metadata', 'labels');
}

/** Whether labels have all that a selector asks for. */
function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function place(manifest: Manifest, key: string, value: string): string {
  return `${manifest.metadata.namespace ?? ''} ${key}=${value}`;
}
