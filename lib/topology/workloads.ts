import { imageName, imageParts, shortDigest } from '../kubernetes/image';
import { quantity } from '../kubernetes/quantity';
import { counted } from '../findings/counted';
import { field, groupKind, KubernetesManifest, listField, numberField, textField } from '../manifests/manifest';
import { podSpec, podTemplate, podTemplatePath } from '../manifests/pod-template';
import { exactQuantity } from '../rules/quota/amounts';
import { containerDefaults } from '../rules/quota/container-defaults';
import { resourceAmounts } from '../rules/quota/pod-amounts';
import { isDataImage } from '../plan/workloads/data-images';
import { isDataKind, isWorkload } from '../plan/workloads/workload-kinds';
import { objectNode } from './entries';
import { NodeRole, TopologyNode } from './graph';
import { scalerOf, scalerText, settingsOf } from './marks';

/** Tells whether an object has pods, or is a database whose operator has them. */
export function hasPods(object: KubernetesManifest): boolean {
  return podTemplatePath(object) !== undefined || isWorkload(object);
}

/** Returns the node of a workload, with its settings as marks. */
export function workloadNode(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): TopologyNode {
  const { marks, objects: settings } = settingsOf(workload, objects);
  const node = objectNode(workload, roleOf(workload));
  const pods = podsText(workload, objects);
  return {
    ...node,
    facts: [
      ...(pods === undefined ? [] : [pods]),
      ...containerImages(workload).map(shortImage),
      ...requestTexts(workload, objects),
    ],
    marks,
    objects: [workload, ...settings],
  };
}

function roleOf(workload: KubernetesManifest): NodeRole {
  if (isDataKind(workload)) return 'database';
  if (!isWorkload(workload)) return 'job';
  return containerImages(workload).some(isDataImage) ? 'database' : 'workload';
}

/** Returns the images of the containers that run as long as the pods, each once. */
export function containerImages(workload: KubernetesManifest): string[] {
  const containers = listField(podTemplate(workload), 'spec', 'containers');
  return [...new Set(containers.flatMap((container) => textField(container, 'image') ?? []))];
}

/** An image without its registry and its folders: `api:1.2.3`. */
function shortImage(image: string): string {
  const { tag, digest } = imageParts(image);
  return `${imageName(image)}${tag === undefined ? '' : `:${tag}`}${tag !== undefined || digest === undefined ? '' : `@${shortDigest(digest)}`}`;
}

/** Returns how many pods a workload has, or when they run: `3 pods`, `3 to 10 pods`, `at 0 3 * * *`; undefined if it is not known. */
export function podsText(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): string | undefined {
  const scaler = scalerOf(workload, objects);
  if (scaler !== undefined) return scalerText(scaler);
  switch (groupKind(workload)) {
    case 'batch/CronJob': {
      const schedule = textField(workload, 'spec', 'schedule') ?? '';
      return field(workload, 'spec', 'suspend') === true ? `suspended, ${schedule}` : schedule;
    }
    case 'batch/Job':
      return 'runs once';
    case 'apps/DaemonSet':
      return 'a pod on each node';
    case '/Pod':
      return '1 pod';
    default: {
      const count = podCount(workload);
      return count === undefined ? undefined : counted(count, 'pod');
    }
  }
}

/** Returns the number of pods that a workload states; undefined if it does not. */
export function podCount(workload: KubernetesManifest): number | undefined {
  const replicas = numberField(workload, 'spec', 'replicas');
  if (replicas !== undefined) return replicas;
  return podTemplatePath(workload) !== undefined && isWorkload(workload) ? 1 : undefined;
}

/** Returns what one pod requests: `500m cpu`, `1Gi memory`; empty if it states nothing. */
export function requestTexts(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): string[] {
  const { cpu, memory } = podRequests(workload, objects);
  return [
    ...(cpu === undefined ? [] : [`${cpuText(cpu)} cpu`]),
    ...(memory === undefined ? [] : [`${exactQuantity(memory)} memory`]),
  ];
}

/** Returns cores as a quantity: `500m`. */
export function cpuText(cores: number): string {
  return quantity(`${Math.round(cores * 1000)}m`);
}

/** Returns the cores and bytes that one pod requests; undefined where it states none. */
export function podRequests(
  workload: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): { readonly cpu?: number; readonly memory?: number } {
  const spec = podSpec(workload)?.value;
  if (spec === undefined) return {};
  const amounts = resourceAmounts(spec, containerDefaults(workload.metadata.namespace, objects));
  return { cpu: amounts['requests.cpu'], memory: amounts['requests.memory'] };
}
