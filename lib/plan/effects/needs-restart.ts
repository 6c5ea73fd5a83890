import { field, listField, KubernetesManifest, objectName, textField, textMapField } from '../../manifests/manifest';
import { isBuiltIn } from '../../manifests/kinds';
import { podContainers, podTemplate } from '../../manifests/pod-template';
import { providedSecretNames } from '../../manifests/provided-secrets';
import { shellWord } from '../../kubernetes/shell-word';
import { manifestDefaults } from '../defaults/manifest-defaults';
import { Effect, Surroundings } from '../diff/effect';
import { fieldChanges } from '../diff/field-changes';
import { ManifestChange } from '../diff/manifest-change';
import { byIdentity, objectIdentity } from '../../manifests/object-identity';
import { searchable } from '../../manifests/remembered';
import { namespaceOption } from '../removal/delete-command';
import { isWorkload } from '../workloads/workload-kinds';
import { hasPods, replacesItsPods } from './restarts-pods';

const byKeptSource = searchable((manifest: KubernetesManifest) => (isWorkload(manifest) ? keptSources(manifest) : []));
const anyKey = '*';

/** A ConfigMap or a Secret changes, and pods that have read it as variables run on with the old values, for nothing restarts them. */
export const needsRestart: Effect = {
  id: 'needs-restart',
  isDangerous: false,
  label: 'reaches pods after a restart',
  *find(change, all) {
    if (change.before === undefined || change.after === undefined) return;
    for (const { path, sources } of changedSources(change, change.after))
      for (const workload of byKeptSource(all.after, ...sources)) {
        if (isRestarted(workload, all) || !hasPods(workload, all.before)) continue;
        yield {
          path,
          message: `the pods of ${objectName(workload)} keep the old values until they restart${restartCommand(workload)}`,
        };
      }
  },
};

/** The ConfigMaps and Secrets that a change gives other values, with the keys where they are known. */
function changedSources(
  { fields }: ManifestChange,
  after: KubernetesManifest,
): { readonly path: readonly string[]; readonly sources: readonly string[] }[] {
  const { namespace } = after.metadata;
  const named = (kind: string, name: string): string =>
    objectName({ apiVersion: 'v1', kind, metadata: { name, namespace } });
  const isSource = ['ConfigMap', 'Secret'].includes(after.kind);
  const names = isSource ? [objectName(after)] : providedSecretNames(after).map((name) => named('Secret', name));
  if (names.length === 0) return [];
  const keys = fields.flatMap(({ path }) => {
    if (isSource) return ['data', 'stringData', 'binaryData'].includes(path[0] ?? '') ? [path[1] ?? ''] : [];
    if (after.kind === 'SealedSecret') return path[1] === 'encryptedData' ? [path[2] ?? anyKey] : [];
    return after.kind === 'ExternalSecret' && ['data', 'dataFrom', 'target'].includes(path[1] ?? '') ? [anyKey] : [];
  });
  if (keys.length === 0) return [];
  const path = isSource ? ['data'] : ['spec'];
  return [{ path, sources: names.flatMap((name) => [name, ...keys.map((key) => `${name} ${key}`)]) }];
}

/** The command that restarts the pods of a workload, where kubectl has one. */
function restartCommand(workload: KubernetesManifest): string {
  if (!isBuiltIn(workload) || !['Deployment', 'StatefulSet', 'DaemonSet'].includes(workload.kind)) return '';
  const name = shellWord(`${workload.kind.toLowerCase()}/${workload.metadata.name}`);
  return `, with kubectl rollout restart ${name}${namespaceOption(workload)}`;
}

/**
 * The ConfigMaps and Secrets that pods read when they start and never again, for variables or files below a `subPath`, each with the key if it is read
 * alone: `ConfigMap shop/settings level`. Other files follow changes by themselves.
 */
function keptSources(workload: KubernetesManifest): string[] {
  const { namespace } = workload.metadata;
  const source = (kind: string, name: string | undefined, key?: string): string[] => {
    if (name === undefined) return [];
    const text = objectName({ apiVersion: 'v1', kind, metadata: { name, namespace } });
    return key === undefined ? [text, `${text} ${anyKey}`] : [`${text} ${key}`, `${text} ${anyKey}`];
  };
  const volumes = listField(podTemplate(workload), 'spec', 'volumes');
  return podContainers(workload).flatMap((container) => {
    const variables = listField(container, 'env').map((variable) => field(variable, 'valueFrom'));
    const read = [...listField(container, 'envFrom'), ...variables].flatMap((from) => {
      const [config, secret] = [
        field(from, 'configMapRef') ?? field(from, 'configMapKeyRef'),
        field(from, 'secretRef') ?? field(from, 'secretKeyRef'),
      ];
      return [
        ...source('ConfigMap', textField(config, 'name'), textField(config, 'key')),
        ...source('Secret', textField(secret, 'name'), textField(secret, 'key')),
      ];
    });
    const mounted = listField(container, 'volumeMounts').flatMap((mount) => {
      const file = textField(mount, 'subPath');
      if (file === undefined && textField(mount, 'subPathExpr') === undefined) return [];
      return volumes
        .filter((volume) => field(volume, 'name') === field(mount, 'name'))
        .flatMap((volume) => [volume, ...listField(volume, 'projected', 'sources')])
        .flatMap((volume) => {
          const [config, secret] = [field(volume, 'configMap'), field(volume, 'secret')];
          return [
            ...source('ConfigMap', textField(config, 'name'), keyOf(config, file)),
            ...source('Secret', textField(secret, 'secretName') ?? textField(secret, 'name'), keyOf(secret, file)),
          ];
        });
    });
    return [...read, ...mounted];
  });
}

/** The key of a file of a volume; undefined for a folder, or if a variable names it. */
function keyOf(volume: unknown, file: string | undefined): string | undefined {
  const items = listField(volume, 'items');
  if (items.length === 0) return file;
  return textField(
    items.find((item) => textField(item, 'path') === file),
    'key',
  );
}

// Programs that restart pods by themselves, by an annotation of the workload or of its pods.
const restarter = /^(?:.*reloader\.stakater\.com\/.*|wave\.pusher\.com\/update-on-config-change)$/;

/** Tells whether the workload is new, has another pod template that replaces its pods, or is watched by a program that restarts it. */
function isRestarted(workload: KubernetesManifest, { before }: Surroundings): boolean {
  const annotations = [workload, podTemplate(workload)].flatMap((each) =>
    Object.entries(textMapField(each, 'metadata', 'annotations')),
  );
  if (annotations.some(([key, value]) => restarter.test(key) && value !== 'false')) return true;
  const [earlier] = byIdentity(before, objectIdentity(workload));
  if (earlier === undefined) return true;
  if (!replacesItsPods(workload)) return false;
  return fieldChanges(earlier, workload, manifestDefaults(workload)).some(({ path }) => path[1] === 'template');
}
