import {
  field,
  groupKind,
  KubernetesManifest,
  listField,
  numberField,
  textField,
  textMapField,
} from '../../manifests/manifest';
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

/** A claim that a StatefulSet creates: by the template of this name, for the pod of this ordinal. */
export interface TemplateClaim {
  readonly template: string;
  readonly ordinal: number;
}

/** Returns the claim of a StatefulSet that has a name, `data-mongo-0`; undefined for any other claim, and for other objects. */
export function templateClaim(set: KubernetesManifest, name: string): TemplateClaim | undefined {
  if (groupKind(set) !== 'apps/StatefulSet') return undefined;
  const found = listField(set, 'spec', 'volumeClaimTemplates').flatMap((each) => {
    const template = textField(each, 'metadata', 'name') ?? '';
    const beginning = `${template}-${set.metadata.name}-`;
    const digits = name.startsWith(beginning) ? name.slice(beginning.length) : '';
    return /^\d+$/.test(digits) ? [{ template, ordinal: Number(digits) }] : [];
  });
  return found[0];
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
  const claims = objects
    .filter((object) => groupKind(object) === '/PersistentVolumeClaim')
    .flatMap(({ metadata }) => templateClaim(set, metadata.name) ?? []);
  const first = numberField(set, 'spec', 'ordinals', 'start') ?? 0;
  return listField(set, 'spec', 'volumeClaimTemplates').map((template) => {
    const name = textField(template, 'metadata', 'name');
    const present = claims.filter(
      (claim) => claim.template === name && claim.ordinal >= first && claim.ordinal < first + pods,
    );
    return { count: pods - present.length, each: claimAmounts(field(template, 'spec')) };
  });
}
