import { field, groupKind, KubernetesManifest, listField, textField, textMapField } from '../../manifests/manifest';
import { Amounts, prefixed } from './amounts';

/** Returns the amounts of a claim, those of its StorageClass included. */
export function claimAmounts(spec: unknown): Amounts {
  const { storage } = textMapField(spec, 'resources', 'requests');
  const amounts = { persistentvolumeclaims: 1, ...(storage === undefined ? {} : prefixed('requests', { storage })) };
  const className = textField(spec, 'storageClassName') ?? '';
  if (className === '') return amounts;
  const ofClass = Object.entries(amounts).map(([resource, each]) => [
    `${className}.storageclass.storage.k8s.io/${resource}`,
    each,
  ]);
  return { ...amounts, ...(Object.fromEntries(ofClass) as Amounts) };
}

/**
 * Returns the claims of each template of a StatefulSet that it creates for a number of pods. Claims of their names are its own already, such as those
 * that are restored from a snapshot.
 */
export function missingClaims(
  set: KubernetesManifest,
  pods: number,
  objects: readonly KubernetesManifest[],
): readonly { readonly count: number; readonly each: Amounts }[] {
  if (groupKind(set) !== 'apps/StatefulSet') return [];
  const claims = objects.filter((object) => groupKind(object) === '/PersistentVolumeClaim').map(nameOf);
  const start = field(set, 'spec', 'ordinals', 'start');
  const first = typeof start === 'number' ? start : 0;
  return listField(set, 'spec', 'volumeClaimTemplates').map((template) => {
    const prefix = `${textField(template, 'metadata', 'name') ?? ''}-${nameOf(set)}-`;
    const present = claims.filter((name) => {
      const ordinal = name.startsWith(prefix) ? Number(/^\d+$/.exec(name.slice(prefix.length))?.[0]) : NaN;
      return ordinal >= first && ordinal < first + pods;
    });
    return { count: pods - present.length, each: claimAmounts(field(template, 'spec')) };
  });
}

function nameOf({ metadata }: KubernetesManifest): string {
  return metadata.name;
}
