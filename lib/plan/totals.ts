import { KubernetesManifest } from '../manifests/manifest';
import { containerDefaults } from '../rules/quota/container-defaults';
import { sum } from '../rules/quota/amounts';
import { shares } from '../rules/quota/shares';

/** The amounts that all lasting pods and all claims of a folder ask for together: cores and bytes. */
export interface Totals {
  readonly cpu: number;
  readonly memory: number;
  readonly storage: number;
}

/**
 * Returns the requests of all pods that do not end by themselves, times their number, and the sizes of all claims. Autoscaled pods count with
 * their fewest; those of a DaemonSet do not count, for their number is that of the nodes.
 */
export function totals(objects: readonly KubernetesManifest[]): Totals {
  const namespaces = [...new Set(objects.map(({ metadata }) => metadata.namespace))];
  const all = sum(
    namespaces
      .flatMap((namespace) => shares(namespace, objects, containerDefaults(namespace, objects)))
      .filter(({ isRun, object }) => isRun !== true && object.kind !== 'DaemonSet')
      .map((share) => share.all),
  );
  const [cpu = 0, memory = 0, storage = 0] = ['cpu', 'memory', 'storage'].map(
    (resource) => all[`requests.${resource}`],
  );
  return { cpu, memory, storage };
}
