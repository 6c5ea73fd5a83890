import { selectorText } from './selector-text';
import { Rule, RuleFinding } from '../rule';
import { field, listField, textField, textMapField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest, objectName } from '../../manifests/manifest';
import { selects } from '../../manifests/pod-selection';
import { selectedBy } from '../../manifests/selected-workloads';
import { podTemplate } from '../../manifests/pod-template';
import { quoted } from '../../findings/findings';

type Workloads = (object: Manifest, selector: unknown) => readonly Manifest[];

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
  *check(manifests) {
    const workloads = workloadsOf(manifests);
    for (const object of manifests) {
      const selector = field(object, 'spec', 'selector');
      if (groupOf(object) === 'apps' && selectorText(selector) !== '')
        yield* workloadFindings(object, selector, workloads(object, selector));
      if (groupOf(object) === '' && object.kind === 'Service') yield* serviceFindings(object, workloads);
      if (object.kind === 'PodDisruptionBudget' && selectorText(selector) !== '')
        yield* jobFindings(object, workloads(object, selector), 'counts them too');
      if (object.kind === 'HorizontalPodAutoscaler') yield* autoscalerFindings(object, manifests, workloads);
    }
  },
};

function* workloadFindings(
  object: Manifest,
  selector: unknown,
  candidates: readonly Manifest[],
): Generator<RuleFinding> {
  if (!selects(selector, podLabels(object))) {
    yield {
      object,
      at: 'selector',
      want: 'must be among the labels of the pods',
      got: `${quotedSelector(selector)} for ${quoted(podLabels(object))}`,
      write: 'write the labels of the template',
    };
  }
  for (const other of candidates) {
    if (isSame(other, object) || isJob(other) || isControlled(other)) continue;
    yield {
      object,
      at: 'selector',
      want: 'must not select the pods of another object',
      got: `${quotedSelector(selector)}, which selects those of ${objectName(other)}`,
      write: 'write a label that they do not have',
    };
  }
}

function* serviceFindings(service: Manifest, workloads: Workloads): Generator<RuleFinding> {
  const selector = { matchLabels: field(service, 'spec', 'selector') };
  if (selectorText(selector) === '' || field(service, 'spec', 'type') === 'ExternalName') return;
  yield* jobFindings(service, workloads(service, selector), 'sends them requests');
}

function* autoscalerFindings(
  autoscaler: Manifest,
  manifests: readonly Manifest[],
  workloads: Workloads,
): Generator<RuleFinding> {
  const [kind, name] = ['kind', 'name'].map((key) => textField(autoscaler, 'spec', 'scaleTargetRef', key));
  const target = manifests.find(
    (each) =>
      each.kind === kind && each.metadata.name === name && each.metadata.namespace === autoscaler.metadata.namespace,
  );
  const selector = field(target, 'spec', 'selector');
  if (target !== undefined && selectorText(selector) !== '')
    yield* jobFindings(autoscaler, workloads(autoscaler, selector), 'counts them too');
}

/** Jobs among the workloads that an object selects for the sake of others. */
function* jobFindings(by: Manifest, selected: readonly Manifest[], effect: string): Generator<RuleFinding> {
  const [served] = selected.filter((each) => !isJob(each));
  if (served === undefined) return;
  for (const job of selected.filter(isJob)) {
    yield {
      object: job,
      at: 'labels of the pods',
      want: `must not be those of ${objectName(served)}`,
      got: `${quoted(podLabels(job))}, and ${objectName(by)} ${effect}`,
      write: 'write a label that its selector does not ask for',
    };
  }
}

/** The objects of a selector's namespace whose pods it selects by the labels of their template. */
function workloadsOf(manifests: readonly Manifest[]): Workloads {
  return (object, selector) =>
    selectedBy(selector, object.metadata.namespace, manifests).filter((each) => selects(selector, podLabels(each)));
}

function podLabels(manifest: Manifest): Readonly<Record<string, string>> {
  return textMapField(podTemplate(manifest), 'metadata', 'labels');
}

/** matchLabels alone as they are written, and with expressions as kubectl writes a selector. */
function quotedSelector(selector: unknown): string {
  const isPlain = listField(selector, 'matchExpressions').length === 0;
  return isPlain ? quoted(textMapField(selector, 'matchLabels')) : selectorText(selector);
}

function isSame(one: Manifest, other: Manifest): boolean {
  return one === other || (groupOf(one) === groupOf(other) && objectName(one) === objectName(other));
}

// The pods of a Job have it as their controller, so that no other workload takes or deletes them.
function isJob(manifest: Manifest): boolean {
  return groupOf(manifest) === 'batch';
}

/** True if another object made this one, as a Deployment its ReplicaSets, and answers for its pods. */
function isControlled(manifest: Manifest): boolean {
  return listField(manifest, 'metadata', 'ownerReferences').some((owner) => field(owner, 'controller') === true);
}
