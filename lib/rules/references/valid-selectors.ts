import { Rule, RuleFault } from '../rule';
import {
  field,
  groupKind,
  groupOf,
  listField,
  KubernetesManifest,
  objectName,
  textField,
  textMapField,
} from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { selects, selectorText } from '../../manifests/pod-selection';
import { selectedBy } from '../../manifests/selected-workloads';
import { podTemplate, podTemplatePath } from '../../manifests/pod-template';
import { quoted } from '../../findings/problem';

/**
 * A workload whose selector does not fit its own pods is refused by the API server; one that fits another's too counts pods that are
 * not its own, and two such workloads delete each other's pods. A Job's pods behind a Service of others get their requests.
 */
export const validSelectors: Rule = {
  id: 'valid-selectors',
  summary:
    "The selector of a workload selects its own pods, and those of no other; a Service does not select another workload's Job",
  why: "two workloads would count, and delete, each other's pods",
  acrossObjects: true,
  rechecks: true,
  *check(object, objects) {
    const selector = field(object, 'spec', 'selector');
    if (groupOf(object) === 'apps' && selectorText(selector) !== '') yield* workloadFaults(object, selector, objects);
    // One may be meant to take a pod that is there already.
    if (groupKind(object) === '/ReplicationController' && Object.keys(selector ?? {}).length > 0)
      yield* ownFaults(object, { matchLabels: selector });
    const [effect, others] = selectorOfOthers(object, objects) ?? [];
    if (effect !== undefined && selectorText(others) !== '')
      yield* jobFaults(object, selectedWorkloads(object, others, objects), effect);
  },
};

/** The effect of the pods that an object selects for the sake of others, and the selector; undefined for one that selects none. */
function selectorOfOthers(
  object: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): [effect: string, selector: unknown] | undefined {
  const selector = field(object, 'spec', 'selector');
  if (groupKind(object) === '/Service')
    return field(object, 'spec', 'type') === 'ExternalName'
      ? undefined
      : ['sends them requests', { matchLabels: selector }];
  if (object.kind === 'PodDisruptionBudget') return ['counts them too', selector];
  if (object.kind !== 'HorizontalPodAutoscaler') return undefined;
  const [kind, name] = ['kind', 'name'].map((key) => textField(object, 'spec', 'scaleTargetRef', key));
  const { namespace } = object.metadata;
  const target = objects.find(
    ({ kind: each, metadata }) => each === kind && metadata.name === name && metadata.namespace === namespace,
  );
  return ['counts them too', field(target, 'spec', 'selector')];
}

function* ownFaults(object: KubernetesManifest, selector: unknown): Generator<RuleFault> {
  if (selects(selector, podLabels(object))) return;
  yield {
    path: ['spec', 'selector'],
    want: 'must be among the labels of the pods',
    got: `${quotedSelector(selector)} for ${quoted(podLabels(object))}`,
    write: 'write the labels of the template',
  };
}

function* workloadFaults(
  object: KubernetesManifest,
  selector: unknown,
  objects: readonly KubernetesManifest[],
): Generator<RuleFault> {
  const path = ['spec', 'selector'];
  yield* ownFaults(object, selector);
  // One object in two files is one.
  const others = new Map(selectedWorkloads(object, selector, objects).map((each) => [objectIdentity(each), each]));
  for (const [identity, other] of others) {
    if (identity === objectIdentity(object) || isJob(other) || isControlled(other) || isApart(object, other)) continue;
    yield {
      path,
      want: 'must not select the pods of another object',
      got: `${quotedSelector(selector)}, which selects those of ${objectName(other)}`,
      write: 'write a label that they do not have',
    };
  }
}

/** Jobs among the workloads that an object selects for the sake of others. */
function* jobFaults(
  by: KubernetesManifest,
  selected: readonly KubernetesManifest[],
  effect: string,
): Generator<RuleFault> {
  const [served] = selected.filter((each) => !isJob(each));
  if (served === undefined) return;
  for (const job of selected.filter(isJob)) {
    yield {
      object: job,
      path: [...(podTemplatePath(job) ?? []), 'metadata', 'labels'],
      want: `must not be those of ${objectName(served)}`,
      got: `${quoted(podLabels(job))}, and ${objectName(by)} ${effect}`,
      write: 'write a label that its selector does not ask for',
    };
  }
}

/** The objects of an object's namespace whose pods a selector selects by the labels of their template. */
function selectedWorkloads(
  object: KubernetesManifest,
  selector: unknown,
  objects: readonly KubernetesManifest[],
): readonly KubernetesManifest[] {
  return selectedBy(selector, object.metadata.namespace, objects).filter((each) => selects(selector, podLabels(each)));
}

function podLabels(manifest: KubernetesManifest): Readonly<Record<string, string>> {
  return textMapField(podTemplate(manifest), 'metadata', 'labels');
}

/** matchLabels alone as they are written, and with expressions as kubectl writes a selector. */
function quotedSelector(selector: unknown): string {
  const isPlain = listField(selector, 'matchExpressions').length === 0;
  return isPlain ? quoted(textMapField(selector, 'matchLabels')) : selectorText(selector);
}

// The pods of a Job have it as their controller, so that no other workload takes or deletes them.
function isJob(manifest: KubernetesManifest): boolean {
  return groupOf(manifest) === 'batch';
}

/**
 * True for a pod by itself that a workload does not take for its own: the ReplicaSets of a Deployment ask for a hash in its labels too, and a
 * StatefulSet for its name with a number.
 */
function isApart(workload: KubernetesManifest, other: KubernetesManifest): boolean {
  if (groupKind(other) !== '/Pod') return false;
  if (workload.kind === 'StatefulSet')
    return other.metadata.name.replace(/-\d+$/, '-') !== `${workload.metadata.name}-`;
  return workload.kind === 'Deployment' && podLabels(other)['pod-template-hash'] === undefined;
}

/** True if another object made this one, as a Deployment its ReplicaSets, and answers for its pods. */
function isControlled(manifest: KubernetesManifest): boolean {
  return listField(manifest, 'metadata', 'ownerReferences').some((owner) => field(owner, 'controller') === true);
}
