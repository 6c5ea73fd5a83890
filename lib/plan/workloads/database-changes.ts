import { amount } from '../../kubernetes/quantity';
import { isBuiltIn } from '../../manifests/kinds';
import { field } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { FieldChange } from '../diff/field-changes';
import { ManifestChange } from '../diff/manifest-change';
import { asksForStorage, isDataKind } from './workload-kinds';

// Fields with the number of members of a database, in whatever part of its spec.
const counts = new Set(
  (
    'replicas instances members size count numberOfInstances servers nodes nodeCount replicaCount clusterSize shards ' +
    'shardCount shardsCount replicasCount mongodsPerShardCount mongosCount configServerCount'
  ).split(' '),
);
const sizes = /^(?:storage|size|storageSize|volumeSize|diskSize|dataVolumeSize)$/;
const ofDisks = /storage|volume|persist|disk|pvc|claim/i;
const notOfDisks = /^(?:limits|emptyDir|backups?|tmp|shm)$/i;
const disposal = /^(?:deleteClaim|deletePvc|deletePVC)$/;

/** Fields of a database that have fewer members than before. */
export function fewerMembers(change: ManifestChange): (FieldChange & { readonly before: number })[] {
  if (!isDataKind(change.object)) return [];
  return change.fields.filter(
    (each): each is FieldChange & { readonly before: number } =>
      each.path[0] === 'spec' &&
      counts.has(each.path.at(-1) ?? '') &&
      typeof each.before === 'number' &&
      (each.after === undefined || (typeof each.after === 'number' && each.after < each.before)),
  );
}

/** Fields of a custom resource that ask for smaller disks than before. */
export function smallerDisks({ object, fields }: ManifestChange): FieldChange[] {
  if (isBuiltIn(object) || !(isDataKind(object) || asksForStorage(object))) return [];
  return fields.filter(
    ({ path, before, after }) =>
      sizes.test(path.at(-1) ?? '') &&
      path.some((name) => ofDisks.test(name)) &&
      !path.some((name) => notOfDisks.test(name)) &&
      amount(String(after)) < amount(String(before)),
  );
}

/** Parts of a database that hold data and are gone: a replica set, a set of nodes, a disk. */
export function lostParts({ object, fields, after }: ManifestChange): FieldChange[] {
  if (!isDataKind(object) || after === undefined) return [];
  return fields.filter(
    (each) =>
      each.path.at(-1)?.startsWith('[') === true &&
      each.after === undefined &&
      isMap(each.before) &&
      Object.entries(each.before).some(([name, value]) => counts.has(name) && (value !== 0 || sizes.test(name))),
  );
}

/** Fields of a database by which its data goes with its pods, or its volumes with it, from now on. */
export function lostKeeping({ object, fields, after }: ManifestChange): FieldChange[] {
  if (!isDataKind(object) || after === undefined) return [];
  return fields.filter(({ path, before, after: now }) => {
    const name = path.at(-1) ?? '';
    if (disposal.test(name)) return now === true;
    if (path.join('.') === 'metadata.finalizers') return hasDeletion(now) && !hasDeletion(before);
    return name === 'type' && now === 'ephemeral' && before !== undefined;
  });
}

/** The fields of a Redis by which it asked for storage, and no longer does: its pods have an empty directory then. */
export function lostStorage({ object, fields, after }: ManifestChange): string[][] {
  if (!isDataKind(object) || !object.kind.startsWith('Redis') || after === undefined) return [];
  const found = fields
    .filter(({ path }) => path.includes('storage'))
    .map(({ path }) => path.slice(0, path.indexOf('storage') + 1))
    .filter((path) => field(after, ...path) === undefined);
  return [...new Map(found.map((path) => [path.join('.'), path])).values()];
}

/** Tells whether a finalizer of an operator deletes the volumes with their database: `percona.com/delete-psmdb-pvc`. */
function hasDeletion(finalizers: unknown): boolean {
  return Array.isArray(finalizers) && finalizers.some((each) => typeof each === 'string' && /delete-.*pvc/.test(each));
}
