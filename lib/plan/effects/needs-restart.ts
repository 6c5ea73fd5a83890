import { field, listField, textField } from '../../manifests/fields';
import { Manifest, objectName } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { podContainers, podTemplate } from '../../manifests/pod-template';
import { shellWord } from '../../kubernetes/shell-word';
import { manifestDefaults } from '../defaults/manifest-defaults';
import { Effect, Surroundings } from '../diff/effect';
import { fieldChanges } from '../diff/field-changes';
import { byIdentity, searchBy } from '../diff/manifest-search';
import { namespaceOption } from '../removal/delete-command';
import { isWorkload } from '../workloads/workload-kinds';

const byKeptSource = searchBy((manifest) =>
  isWorkload(manifest) ? keptSources(manifest).map(({ source }) => source) : [],
);

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
    for (const workload of byKeptSource(all.after, objectName(after))) {
      const isKept = keptSources(workload).some(
        ({ source, key }) => source === objectName(after) && (key === undefined || keys.includes(key)),
      );
      if (!isKept || isRestarted(workload, all)) continue;
      yield {
        path: ['data'],
        message:
          `the pods of ${objectName(workload)} keep the old values until they restart, with ` +
          `kubectl rollout restart ${shellWord(`${workload.kind.toLowerCase()}/${workload.metadata.name}`)}${namespaceOption(workload)}`,
      };
    }
  },
};

/** A ConfigMap or Secret by its name, and the key of it that is read, undefined for all. */
interface KeptSource {
  readonly source: string;
  readonly key?: string;
}

/** The sources that pods read when they start and never again, for variables or files below a `subPath`. Other files follow changes. */
function keptSources(workload: Manifest): KeptSource[] {
  return [
    ...keptSourcesOfKind(workload, 'ConfigMap', 'configMap', 'name'),
    ...keptSourcesOfKind(workload, 'Secret', 'secret', 'secretName'),
  ];
}

function keptSourcesOfKind(workload: Manifest, kind: string, source: string, volumeKey: string): KeptSource[] {
  const named = (from: unknown, nameKey = 'name', key?: string): KeptSource[] => {
    const name = textField(from, nameKey);
    const { namespace } = workload.metadata;
    return name === undefined
      ? []
      : [{ source: objectName({ apiVersion: 'v1', kind, metadata: { name, namespace } }), key }];
  };
  return podContainers(workload).flatMap((container) => {
    const mounts = listField(container, 'volumeMounts').filter((mount) => textField(mount, 'subPath') !== undefined);
    const mounted = mounts.map((mount) => field(mount, 'name'));
    const variables = listField(container, 'env').map((variable) => field(variable, 'valueFrom', `${source}KeyRef`));
    return [
      ...listField(container, 'envFrom').flatMap((each) => named(field(each, `${source}Ref`))),
      ...variables.flatMap((reference) => named(reference, 'name', textField(reference, 'key') ?? '')),
      ...listField(podTemplate(workload), 'spec', 'volumes')
        .filter((volume) => mounted.includes(field(volume, 'name')))
        .flatMap((volume) => named(field(volume, source), volumeKey)),
    ];
  });
}

/** Tells whether the workload is new, has another pod template, or is watched by Reloader. */
function isRestarted(workload: Manifest, { before }: Surroundings): boolean {
  const annotations = Object.keys(workload.metadata.annotations ?? {});
  if (annotations.some((key) => key.includes('reloader.stakater.com/'))) return true;
  const [earlier] = byIdentity(before, objectIdentity(workload));
  if (earlier === undefined) return true;
  return fieldChanges(earlier, workload, manifestDefaults(workload)).some(({ path }) => path[1] === 'template');
}
