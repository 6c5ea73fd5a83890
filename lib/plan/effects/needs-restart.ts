import { Manifest, objectName } from '../../manifests/manifest';
import { shellWord } from '../../kubernetes/shell-word';
import { fieldChanges } from '../diff/field-changes';
import { manifestDefaults } from '../defaults/manifest-defaults';
import { Effect, Surroundings } from '../diff/effect';
import { objectIdentity } from '../../manifests/object-identity';
import { namespaceOption } from '../removal/delete-command';
import { keepsValues } from '../workloads/variable-sources';
import { isWorkload } from '../workloads/workload-kinds';

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
    for (const workload of all.after) {
      if (!isWorkload(workload) || !keepsValues(workload, after, keys) || isRestarted(workload, all)) continue;
      yield {
        path: ['data'],
        message:
          `the pods of ${objectName(workload)} keep the old values until they restart, with ` +
          `kubectl rollout restart ${shellWord(`${workload.kind.toLowerCase()}/${workload.metadata.name}`)}${namespaceOption(workload)}`,
      };
    }
  },
};

/** Tells whether the workload is new, has another pod template, or is watched by Reloader. */
function isRestarted(workload: Manifest, { before }: Surroundings): boolean {
  const annotations = Object.keys(workload.metadata.annotations ?? {});
  if (annotations.some((key) => key.includes('reloader.stakater.com/'))) return true;
  const earlier = before.find((each) => objectIdentity(each) === objectIdentity(workload));
  if (earlier === undefined) return true;
  return fieldChanges(earlier, workload, manifestDefaults(workload)).some(({ path }) => path[1] === 'template');
}
