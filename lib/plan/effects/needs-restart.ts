import { field, listField, KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { podContainers, podTemplate } from '../../manifests/pod-template';
import { shellWord } from '../../kubernetes/shell-word';
import { manifestDefaults } from '../defaults/manifest-defaults';
import { Effect, Surroundings } from '../diff/effect';
import { fieldChanges } from '../diff/field-changes';
import { byIdentity } from '../../manifests/object-identity';
import { searchable } from '../../manifests/remembered';
import { namespaceOption } from '../removal/delete-command';
import { isWorkload } from '../workloads/workload-kinds';

const byKeptSource = searchable((manifest: KubernetesManifest) => (isWorkload(manifest) ? keptSources(manifest) : []));

/** A ConfigMap or a Secret changes, and pods that have read it as variables run on with the old values, for nothing restarts them. */
export const needsRestart: Effect = {
  id: 'needs-restart',
  isDangerous: false,
  label: 'reaches pods after a restart',
  *find({ before, after, fields }, all) {
    if (before === undefined || after === undefined || !['ConfigMap', 'Secret'].includes(after.kind)) return;
    const keys = fields
      .filter(({ path }) => ['data', 'stringData', 'binaryData'].includes(path[0] ?? ''))
      .map(({ path }) => path[1] ?? '');
    if (keys.length === 0) return;
    const source = objectName(after);
    for (const workload of byKeptSource(all.after, source, ...keys.map((key) => `${source} ${key}`))) {
      if (isRestarted(workload, all)) continue;
      yield {
        path: ['data'],
        message:
          `the pods of ${objectName(workload)} keep the old values until they restart, with ` +
          `kubectl rollout restart ${shellWord(`${workload.kind.toLowerCase()}/${workload.metadata.name}`)}${namespaceOption(workload)}`,
      };
    }
  },
};

/**
 * The ConfigMaps and Secrets that pods read when they start and never again, for variables or files below a `subPath`, each with the key if it is read
 * alone: `ConfigMap shop/settings level`. Other files follow changes by themselves.
 */
function keptSources(workload: KubernetesManifest): string[] {
  const { namespace } = workload.metadata;
  const named = (kind: string, from: unknown, nameKey = 'name'): string[] => {
    const [name, key] = [textField(from, nameKey), textField(from, 'key')];
    if (name === undefined) return [];
    const source = objectName({ apiVersion: 'v1', kind, metadata: { name, namespace } });
    return [key === undefined ? source : `${source} ${key}`];
  };
  return podContainers(workload).flatMap((container) => {
    const variables = listField(container, 'env').map((variable) => field(variable, 'valueFrom'));
    const mounts = listField(container, 'volumeMounts').filter((mount) => textField(mount, 'subPath') !== undefined);
    const mounted = mounts.map((mount) => field(mount, 'name'));
    const volumes = listField(podTemplate(workload), 'spec', 'volumes');
    return [
      ...[...listField(container, 'envFrom'), ...variables].flatMap((from) => [
        ...named('ConfigMap', field(from, 'configMapRef') ?? field(from, 'configMapKeyRef')),
        ...named('Secret', field(from, 'secretRef') ?? field(from, 'secretKeyRef')),
      ]),
      ...volumes
        .filter((volume) => mounted.includes(field(volume, 'name')))
        .flatMap((volume) => [
          ...named('ConfigMap', field(volume, 'configMap')),
          ...named('Secret', field(volume, 'secret'), 'secretName'),
        ]),
    ];
  });
}

/** Tells whether the workload is new, has another pod template, or is watched by Reloader. */
function isRestarted(workload: KubernetesManifest, { before }: Surroundings): boolean {
  const annotations = Object.keys(workload.metadata.annotations ?? {});
  if (annotations.some((key) => key.includes('reloader.stakater.com/'))) return true;
  const [earlier] = byIdentity(before, objectIdentity(workload));
  if (earlier === undefined) return true;
  return fieldChanges(earlier, workload, manifestDefaults(workload)).some(({ path }) => path[1] === 'template');
}
