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
  return workloadsWith(manifests, place(namespace, selectedLabel(selector))).filter((manifest) =>
    selectsPodsOf(selector, manifest),
  );
}

/** Returns the objects whose pods a Service sends requests to, and nothing for other objects. */
export function servedBy(service: KubernetesManifest, manifests: readonly KubernetesManifest[]): KubernetesManifest[] {
  const matchLabels = textMapField(service, 'spec', 'selector');
  const selectsPods = Object.keys(matchLabels).length > 0 && field(service, 'spec', 'type') !== 'ExternalName';
  if (groupKind(service) !== '/Service' || !selectsPods) return [];
  return selectedBy({ matchLabels }, service.metadata.namespace, manifests);
}

/**
 * Returns a search for the objects that select the pods of a workload, such as budgets or policies. `selectorOf` gives the label selector of such an
 * object, and undefined for any other.
 */
export function selecting(
  selectorOf: (manifest: KubernetesManifest) => unknown,
): (manifests: readonly KubernetesManifest[], workload: KubernetesManifest) => KubernetesManifest[] {
  // The pods have each label that is asked for by its value.
  const byLabel = searchable((manifest: KubernetesManifest) => {
    const selector = selectorOf(manifest);
    return selector === undefined ? [] : [place(manifest.metadata.namespace, selectedLabel(selector))];
  });
  return (manifests, workload) =>
    byLabel(manifests, ...placesOf(workload)).filter((each) => selectsPodsOf(selectorOf(each), workload));
}

// Several rules ask for the workloads of the same manifests, once for each Service, budget and policy.
const workloadsWith = searchable((manifest: KubernetesManifest) =>
  podTemplate(manifest) === undefined ? [] : placesOf(manifest),
);

/** A place for each label that the pods of a workload have, and one for none. */
function placesOf(workload: KubernetesManifest): string[] {
  const labels = Object.entries(textMapField(podTemplate(workload), 'metadata', 'labels'));
  return [undefined, ...labels].map((label) => place(workload.metadata.namespace, label));
}

/** A label that a selector asks for by its value, and that templates can have; undefined if it asks for none. */
function selectedLabel(selector: unknown): readonly [string, string] | undefined {
  return Object.entries(textMapField(selector, 'matchLabels')).find(([key]) => !isAddedLabel(key));
}

function place(namespace: string | undefined, label: readonly string[] = []): string {
  return JSON.stringify([namespace ?? '', ...label]);
}
