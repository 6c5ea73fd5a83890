import { textMapField } from './fields';
import { Manifest } from './manifest';
import { isAddedLabel, selectsPodsOf } from './pod-selection';
import { podTemplate } from './pod-template';
import { remembered } from './remembered';

/** The objects that make pods, by namespace and by namespace and label of their pods. */
type Workloads = ReadonlyMap<string, readonly Manifest[]>;

/** Returns the objects of a namespace whose pods a label selector selects. */
export function selectedBy(
  selector: unknown,
  namespace: string | undefined,
  manifests: readonly Manifest[],
): Manifest[] {
  const label = Object.entries(textMapField(selector, 'matchLabels')).find(([key]) => !isAddedLabel(key));
  const candidates = workloadsOf(manifests).get(place(namespace, label)) ?? [];
  return candidates.filter((manifest) => selectsPodsOf(selector, manifest));
}

// Several rules ask for the workloads of the same manifests, once for each Service, budget and policy.
const workloadsOf = remembered((manifests: readonly Manifest[]): Workloads => {
  const workloads = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const template = podTemplate(manifest);
    if (template === undefined) continue;
    for (const label of [undefined, ...Object.entries(textMapField(template, 'metadata', 'labels'))]) {
      const key = place(manifest.metadata.namespace, label);
      const sharing = workloads.get(key);
      if (sharing === undefined) workloads.set(key, [manifest]);
      else sharing.push(manifest);
    }
  }
  return workloads;
});

function place(namespace: string | undefined, [key = '', value = '']: readonly string[] = []): string {
  return `${namespace ?? ''}\n${key}\n${value}`;
}
