import { join } from 'node:path';
import { Finding } from '../../findings/finding';
import { ManifestFolder, manifestsOf } from '../../folders/folder-manifests';
import { sourceName } from '../../folders/standard-input';
import { byIdentity, eachOnce, objectIdentity } from '../../manifests/object-identity';
import { KubernetesManifest } from '../../manifests/manifest';
import { canonicalManifest } from '../../manifests/canonical-manifest';
import { clusterPlan } from '../../plan/cluster/cluster-plan';
import { EnvironmentPlan } from '../../plan/plan';
import { KubectlContext } from '../kubectl';
import { ClusterObjects } from './cluster-objects';

/** The plans from a cluster to folders, and the findings of objects that cannot be compared. */
export interface ClusterPlans {
  readonly plans: readonly EnvironmentPlan[];
  readonly findings: readonly Finding[];
}

/**
 * Returns the plan from a cluster to each folder of a source. What an earlier state of the folders has, none of them has now, and the cluster has, is
 * removed.
 * @throws FindingsError if the cluster does not answer
 */
export async function clusterPlans(
  context: KubectlContext,
  source: string,
  before: readonly ManifestFolder[],
  after: readonly ManifestFolder[],
): Promise<ClusterPlans> {
  const cluster = new ClusterObjects(context);
  const all = after.flatMap(objectsOf);
  // What is missing may be in a file that cannot be read.
  const isPartial = after.some(({ findings }) => findings.length > 0);
  const plans: EnvironmentPlan[] = [];
  const findings: Finding[] = [];
  const paths = new Set([...after, ...before].map((folder) => folder.path));
  for (const path of paths.size === 0 ? [''] : paths) {
    const [was, is] = [before, after].map((side) => side.filter((folder) => folder.path === path).flatMap(objectsOf));
    const missing = (was ?? []).filter((object) => byIdentity(all, objectIdentity(object)).length === 0);
    const unknown = isPartial ? missing.map((object) => ({ object, isUnknown: true })) : [];
    const answers = await cluster.compare(is ?? []);
    const leaving = await cluster.existing(isPartial ? [] : missing);
    findings.push(...answers.findings, ...leaving.findings);
    const title = `context ${context.name} → ${join(sourceName(source), path)}`;
    plans.push(clusterPlan(title, [...answers.objects, ...unknown], leaving.found));
  }
  return { plans, findings };
}

function objectsOf({ manifests }: ManifestFolder): KubernetesManifest[] {
  return eachOnce(manifestsOf(manifests).map(canonicalManifest));
}
