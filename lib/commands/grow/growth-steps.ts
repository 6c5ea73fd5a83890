import { amount } from '../../kubernetes/quantity';
import { groupedBy } from '../../props/map';
import { field, KubernetesManifest, textField } from '../../manifests/manifest';
import { ClaimSizes, hasSizes } from '../../plan/workloads/claim-sizes';
import { Claim, claimsOf, claimText, isGrown, isSmall } from './claims';
import { creatable, isOwned, keepingConfigMap, keptName, manager, replacementOf, withFormerOwners } from './kept-set';
import { rolloutText } from './rollout';

/** A StatefulSet as a cluster has it. */
export interface LiveSet {
  /** The StatefulSet with its managed fields; undefined if it is not there. */
  readonly set: KubernetesManifest | undefined;
  /** The StatefulSet that is kept while it is recreated; undefined if none is. */
  readonly kept: KubernetesManifest | undefined;
  /** All claims of its namespace. */
  readonly claims: readonly KubernetesManifest[];
}

/** A command of kubectl, or a wait. */
export interface Step {
  /** The arguments of kubectl; undefined for a wait. */
  readonly command?: readonly string[];
  /** The object on kubectl's standard input, undefined where it is known only when its turn comes. */
  readonly input?: unknown;
  /** The reason of a wait, or the name of the object on standard input; empty for a command without. */
  readonly text: string;
}

/**
 * Returns all that is left to do until a StatefulSet and its claims have their sizes, by what the cluster has alone: a run that was ended is
 * continued by the next one. Nothing is left for a StatefulSet that the cluster does not have.
 */
export function remainingSteps(sizes: ClaimSizes, { set, kept, claims }: LiveSet): Step[] {
  if (set === undefined) return kept === undefined ? [] : [create(kept), ...ending(kept)];
  if (isEnding(set)) return kept === undefined ? [] : [gone(set), create(kept), ...ending(kept)];
  const growth = claimSteps(set, sizes, claimsOf(set, claims));
  if (hasSizes(set, sizes)) return [...growth, ...(kept === undefined ? [] : ending(kept, set))];
  const replacement = replacementOf(set, sizes);
  const isKept = JSON.stringify(kept) === JSON.stringify(replacement);
  return [
    ...growth,
    ...rollout(set),
    ...(isKept ? [] : [keep(replacement)]),
    {
      command: ['delete', 'statefulset', set.metadata.name, ...namespaceOf(set), '--cascade=orphan', '--wait=false'],
      text: '',
    },
    gone(set),
    create(replacement),
    ...ending(replacement),
  ];
}

/** Tells whether a StatefulSet is being deleted. */
export function isEnding(set: KubernetesManifest): boolean {
  return field(set, 'metadata', 'deletionTimestamp') !== undefined;
}

/** Returns the command that grows claims to one size. */
export function growCommand(namespace: readonly string[], claims: readonly Claim[], size: string): string[] {
  const patch = { spec: { resources: { requests: { storage: size } } } };
  const names = claims.map(({ name }) => name);
  return ['patch', 'persistentvolumeclaim', ...names, ...namespace, '--patch', JSON.stringify(patch)];
}

/** Returns the claims that are too small, by the size that they get. */
export function smallClaims(claims: readonly Claim[], sizes: ClaimSizes): [string, readonly Claim[]][] {
  const small = claims.filter((claim) => isSmall(claim, sizes));
  return [...groupedBy(small, ({ template }) => [sizes.get(template) ?? ''])];
}

/** Returns the option of kubectl with an object's namespace. */
export function namespaceOf({ metadata: { namespace } }: KubernetesManifest): string[] {
  return namespace === undefined ? [] : ['--namespace', namespace];
}

function claimSteps(set: KubernetesManifest, sizes: ClaimSizes, claims: readonly Claim[]): Step[] {
  const waiting = claims.filter((claim) => !isGrown(claim, sizes) && amount(claim.capacity) > 0);
  return [
    ...smallClaims(claims, sizes).map(([size, small]) => ({
      command: growCommand(namespaceOf(set), small, size),
      text: '',
    })),
    ...(waiting.length === 0 ? [] : [{ text: waiting.map((claim) => claimText(claim, sizes)).join(', ') }]),
  ];
}

function rollout(set: KubernetesManifest): Step[] {
  const text = rolloutText(set);
  return text === undefined ? [] : [{ text }];
}

function keep(replacement: KubernetesManifest): Step {
  const { name } = replacement.metadata;
  const options = [...namespaceOf(replacement), '--server-side', '--force-conflicts', '--field-manager', manager];
  return {
    command: ['apply', ...options, '--filename', '-'],
    input: keepingConfigMap(replacement),
    text: `ConfigMap ${keptName(name)}: StatefulSet ${name} as it is, with the new sizes`,
  };
}

function gone({ metadata }: KubernetesManifest): Step {
  return { text: `StatefulSet ${metadata.name} is being deleted, and its pods are kept` };
}

// A request of its own, because `kubectl create` would write all of the object into an annotation where `kubectl apply` left one.
function create(replacement: KubernetesManifest): Step {
  const { name, namespace = '' } = replacement.metadata;
  const path = `${pathOf(namespace)}?fieldManager=${manager}`;
  const text = `StatefulSet ${name} of the ConfigMap ${keptName(name)}`;
  return { command: ['create', '--raw', path, '--filename', '-'], input: creatable(replacement), text };
}

function ending(kept: KubernetesManifest, set?: KubernetesManifest): Step[] {
  const { name, namespace = '' } = kept.metadata;
  const restore: Step = {
    command: ['replace', '--raw', `${pathOf(namespace)}/${name}`, '--filename', '-'],
    input: set === undefined ? undefined : withFormerOwners(set, kept),
    text: `StatefulSet ${name} with the field managers of before`,
  };
  const forget: Step = {
    command: ['delete', 'configmap', keptName(name), ...namespaceOf(kept), '--ignore-not-found'],
    text: '',
  };
  if (set === undefined) return [restore, { text: `all pods of ${name} are the new StatefulSet's` }, forget];
  return [...(isOwned(set) ? [restore] : []), ...rollout(set), forget];
}

function pathOf(namespace: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/statefulsets`;
}

/** Returns the controller that a StatefulSet belongs to: `Prometheus k8s`; undefined if it belongs to none. */
export function controllerOf(set: KubernetesManifest): string | undefined {
  const owners = field(set, 'metadata', 'ownerReferences');
  const owner: unknown = Array.isArray(owners) ? owners.find((each) => field(each, 'controller') === true) : undefined;
  return owner === undefined ? undefined : `${textField(owner, 'kind') ?? ''} ${textField(owner, 'name') ?? ''}`;
}
