import { field, groupKind, KubernetesManifest, textMapField } from './manifest';
import { isAddedLabel, selectsPodsOf } from './pod-selection';
import { podTemplate } from './pod-template';
import { searchable } from './remembered';

/** Returns the objects of a namespace whose pods a label selector selects. */
export function selectedBy(
  selector: unknown,
  namespace: string | undefined,
  manifests: readonly KubernetesManifest[],
): KubernetesManifest[] {
  const label = Object.entries(textMapField(selector, 'matchLabels')).find(([key]) => !isAddedLabel(key));
  return workloadsWith(manifests, place(namespace, label)).filter((manifest) => selectsPodsOf(selector, manifest));
}

/** Returns the objects whose pods a Service sends requests to, and nothing for other objects. */
export function servedBy(service: KubernetesManifest, manifests: readonly KubernetesManifest[]): KubernetesManifest[] {
  const matchLabels = textMapField(service, 'spec', 'selector');
  const selectsPods = Object.keys(matchLabels).length > 0 && field(service, 'spec', 'type') !== 'ExternalName';
  if (groupKind(service) !== '/Service' || !selectsPods) return [];
  return selectedBy({ matchLabels }, service.metadata.namespace, manifests);
}

// Several rules ask for the workloads of the same manifests, once for each Service, budget and policy.
const workloadsWith = searchable((manifest: KubernetesManifest) => {
  const template = podTemplate(manifest);
  if (template === undefined) return [];
  const labels = Object.entries(textMapField(template, 'metadata', 'labels'));
  return [undefined, ...labels].map((label) => place(manifest.metadata.namespace, label));
});

function place(namespace: string | undefined, label: readonly string[] = []): string {
  return JSON.stringify([namespace ?? '', ...label]);
}
