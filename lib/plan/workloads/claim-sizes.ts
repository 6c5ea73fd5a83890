import { amount } from '../../kubernetes/quantity';
import { field, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { pathText } from '../diff/field-changes';

/** The sizes of a StatefulSet's claims as they are written, by the names of their templates. */
export type ClaimSizes = ReadonlyMap<string, string>;

const storage = ['spec', 'resources', 'requests', 'storage'] as const;

/** Returns the sizes of a StatefulSet's claim templates; none for any other object. */
export function claimSizes(set: KubernetesManifest): ClaimSizes {
  if (set.kind !== 'StatefulSet' || !set.apiVersion.startsWith('apps/')) return new Map();
  return new Map(
    listField(set, 'spec', 'volumeClaimTemplates').flatMap((template) => {
      const [name, size] = [textField(template, 'metadata', 'name'), field(template, ...storage)];
      // A number is a quantity as well: `storage: 10737418240`.
      const isSize = typeof size === 'string' || typeof size === 'number';
      return name === undefined || !isSize ? [] : [[name, String(size)] as const];
    }),
  );
}

/** Returns a StatefulSet with other sizes of its claims. */
export function withSizes(set: KubernetesManifest, sizes: ClaimSizes): KubernetesManifest {
  const templates = listField(set, 'spec', 'volumeClaimTemplates') as readonly KubernetesManifest[];
  const volumeClaimTemplates = templates.map((template) => {
    const size = sizes.get(template.metadata.name);
    if (size === undefined) return template;
    const spec = template['spec'] as { readonly resources?: { readonly requests?: object } };
    const requests = { ...spec.resources?.requests, storage: size };
    return { ...template, spec: { ...spec, resources: { ...spec.resources, requests } } };
  });
  return { ...set, spec: { ...(set['spec'] as object), volumeClaimTemplates } };
}

/** Tells whether claims have these sizes, in whatever form they are written. */
export function hasSizes(set: KubernetesManifest, sizes: ClaimSizes): boolean {
  const found = claimSizes(set);
  return [...sizes].every(([name, size]) => amount(found.get(name) ?? '') === amount(size));
}

/** Returns the place of a template's size in a StatefulSet. */
export function sizePath(template: string): string {
  return pathText(['spec', 'volumeClaimTemplates', `[${template}]`, ...storage]);
}

/** Tells whether a path ends at the size of a claim. */
export function isSizePath(path: readonly string[]): boolean {
  return storage.every((name, index) => path.at(index - storage.length) === name);
}
