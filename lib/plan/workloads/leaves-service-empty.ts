import { isDeepStrictEqual } from 'node:util';
import { field, groupKind, KubernetesManifest, objectName } from '../../manifests/manifest';
import { byIdentity, objectIdentity } from '../../manifests/object-identity';
import { servedBy } from '../../manifests/selected-workloads';
import { Effect, Surroundings } from '../diff/effect';
import { isChanged } from '../diff/manifest-change';

/** A Service selects pods no more that are still there, and no others: requests to it fail. */
export const leavesServiceEmpty: Effect = {
  id: 'leaves-service-empty',
  isDangerous: true,
  label: 'leaves a Service without pods',
  *find(change, all) {
    const { before, after } = change;
    if (before === undefined || after === undefined) return;
    if (groupKind(after) === '/Service') {
      const [lost] = lostPods(before, after, all);
      if (lost !== undefined)
        yield {
          path: ['spec', 'selector'],
          message: `it selects no pods any more; it had those of ${objectName(lost)}`,
        };
      return;
    }
    const labels = ['spec', 'template', 'metadata', 'labels'];
    if (!isChanged(change, ...labels)) return;
    for (const service of all.after.filter((each) => groupKind(each) === '/Service')) {
      const [earlier] = byIdentity(all.before, objectIdentity(service));
      if (earlier === undefined || !isDeepStrictEqual(selectorOf(earlier), selectorOf(service))) continue;
      if (lostPods(earlier, service, all).some((each) => objectIdentity(each) === objectIdentity(after)))
        yield { path: labels, message: `${objectName(service)} selects no pods any more` };
    }
  },
};

/** The workloads that stay, and whose pods a Service had, if it selects none at all after the change. */
function lostPods(before: KubernetesManifest, after: KubernetesManifest, all: Surroundings): KubernetesManifest[] {
  if (selectorOf(after) === undefined || field(after, 'spec', 'type') === 'ExternalName') return [];
  if (servedBy(after, all.after).length > 0) return [];
  return servedBy(before, all.before).filter((each) => byIdentity(all.after, objectIdentity(each)).length > 0);
}

function selectorOf(service: KubernetesManifest): unknown {
  return field(service, 'spec', 'selector');
}
