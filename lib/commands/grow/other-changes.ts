import { Finding } from '../../findings/finding';
import { field, KubernetesManifest, lastApplied, objectName } from '../../manifests/manifest';
import { clusterPlan } from '../../plan/cluster/cluster-plan';
import { formattedPlan } from '../../plan/output/plan-format';
import { KubectlContext } from '../kubectl';
import { ClusterObjects } from '../plan/cluster-objects';

/** The changes of a StatefulSet beside the sizes of its claims. */
export interface OtherChanges {
  /** The plan of them, which an apply carries out after the growth; empty without any. */
  readonly text: string;
  /** The changes that the API server refuses, so that no apply after the growth would succeed. */
  readonly findings: readonly Finding[];
}

/** Returns what else `kubectl apply` would change in a StatefulSet if its claims had their sizes. */
export async function otherChanges(
  wanted: KubernetesManifest,
  set: KubernetesManifest,
  context: KubectlContext,
): Promise<OtherChanges> {
  const volumeClaimTemplates = field(set, 'spec', 'volumeClaimTemplates');
  // A GitOps agent and Helm add labels and annotations of their own, which only their own apply would keep.
  const { labels, annotations } = set.metadata;
  const others = Object.entries(annotations ?? {}).filter(([name]) => name !== lastApplied);
  const metadata = {
    ...wanted.metadata,
    labels: { ...labels, ...wanted.metadata.labels },
    annotations: { ...Object.fromEntries(others), ...wanted.metadata.annotations },
  };
  const same = { ...wanted, metadata, spec: { ...(wanted['spec'] as object), volumeClaimTemplates } };
  const { objects, findings } = await new ClusterObjects(context).compare([same]);
  const refusals = objects.flatMap(({ refusal }): Finding[] => {
    if (refusal === undefined) return [];
    const write = 'write what the cluster has, or recreate the StatefulSet first';
    return [
      { path: objectName(set), code: 'unsupported', want: `has another change that is refused, ${refusal}`, write },
    ];
  });
  const plan = clusterPlan('  left to the next apply:', objects);
  const text = refusals.length > 0 || plan.changes.length === 0 ? '' : formattedPlan([plan], 'text');
  return { text: text.trimEnd().replaceAll('\n', '\n  '), findings: [...findings, ...refusals] };
}
