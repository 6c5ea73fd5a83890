import { isMap } from '../props/map';
import { isBuiltIn } from './kinds';
import { field, KubernetesManifest, Placed, placed, placedItems, textField } from './manifest';
import { remembered } from './remembered';

// At the same place in nearly all other workloads than a Pod, those of custom resources included. A ScaledJob of KEDA has a Job's spec.
const places: readonly (readonly string[])[] = [
  ['spec', 'jobTemplate', 'spec', 'template'],
  ['spec', 'jobTargetRef', 'template'],
  ['spec', 'template'],
];

/** The path of the template of the pods that an object makes: of a Pod, the object itself. Undefined for an object that makes none. */
export function podTemplatePath(manifest: KubernetesManifest): readonly string[] | undefined {
  if (manifest.kind === 'Pod') return [];
  const path = places.find((each) => isMap(field(manifest, ...each)));
  if (path === undefined) return undefined;
  // Custom resources have templates of other things there too, such as a SealedSecret of a Secret.
  return isBuiltIn(manifest) || Array.isArray(field(manifest, ...path, 'spec', 'containers')) ? path : undefined;
}

/** The template (metadata and spec) of the pods that an object makes; of a Pod, itself. Undefined for an object that makes none. */
export function podTemplate(manifest: KubernetesManifest): unknown {
  const path = podTemplatePath(manifest);
  return path === undefined ? undefined : field(manifest, ...path);
}

/** The specification of the pods that an object makes; undefined for an object that makes none. */
export function podSpec(manifest: KubernetesManifest): Placed | undefined {
  const template = podTemplatePath(manifest);
  if (template === undefined) return undefined;
  const path = [...template, 'spec'];
  return { path, value: field(manifest, ...path) };
}

/** The containers of the pods that an object makes, those that run first in front, each with its path. */
export const placedContainers = remembered((manifest: KubernetesManifest): readonly Placed[] => {
  const spec = podSpec(manifest);
  return spec === undefined ? [] : ['initContainers', 'containers'].flatMap((list) => placedItems(spec, list));
});

/** The containers of the pods that an object makes, those that run first in front. */
export function podContainers(manifest: KubernetesManifest): readonly unknown[] {
  return placedContainers(manifest).map(({ value }) => value);
}

/** The images of the pods that an object makes, of its containers and of its volumes, each with its path. */
export const placedImages = remembered((manifest: KubernetesManifest): readonly Placed[] => {
  const spec = podSpec(manifest);
  if (spec === undefined) return [];
  const images = [
    ...placedContainers(manifest).map((container) => placed(container, 'image')),
    ...placedItems(spec, 'volumes').map((volume) => placed(volume, 'image', 'reference')),
  ];
  return images.filter(({ value }) => typeof value === 'string' && value !== '');
});

/** Returns the ServiceAccount that pods name in their specification, in the field of today or in its old one; undefined without one. */
export function statedAccount(pod: unknown): string | undefined {
  return textField(pod, 'serviceAccountName') ?? textField(pod, 'serviceAccount');
}

/** Returns the protocol of a port of a container, a Service or a NetworkPolicy. */
export function protocolOf(port: unknown): string {
  return textField(port, 'protocol') ?? 'TCP';
}
