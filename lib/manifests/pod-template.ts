import { field, listField } from './fields';
import { isBuiltIn } from './kinds';
import { Manifest } from './manifest';

/** The template (metadata and spec) of the pods that an object makes; of a Pod, itself. Undefined for an object that makes none. */
export function podTemplate(manifest: Manifest): unknown {
  if (manifest.kind === 'Pod') return manifest;
  // At the same place in all other workloads, those of custom resources included.
  const template = field(manifest, 'spec', 'jobTemplate', 'spec', 'template') ?? field(manifest, 'spec', 'template');
  // Custom resources have templates of other things there too, such as a SealedSecret of a Secret.
  return isBuiltIn(manifest) || Array.isArray(field(template, 'spec', 'containers')) ? template : undefined;
}

const containers = new WeakMap<Manifest, readonly unknown[]>();

/** The containers of the pods that an object makes, those that run first in front. */
export function podContainers(manifest: Manifest): readonly unknown[] {
  // Most rules ask for them, of every object.
  const known = containers.get(manifest);
  if (known !== undefined) return known;
  const spec = field(podTemplate(manifest), 'spec');
  const found = [...listField(spec, 'initContainers'), ...listField(spec, 'containers')];
  containers.set(manifest, found);
  return found;
}
