import { amount } from '../../kubernetes/quantity';
import { groupedBy } from '../../props/map';
import { field, KubernetesManifest, textField } from '../../manifests/manifest';
import { inNamespace } from '../../manifests/object-identity';
import { ClaimSizes, hasSizes } from '../../plan/workloads/claim-sizes';
import { Claim, claimsOf, claimText, hasOtherRequest, isGrown } from './claims';
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

/** The arguments of kubectl, and the object on its standard input. */
interface Trial {
  readonly command: readonly string[];
  readonly input?: unknown;
}

/** A command of kubectl, or a wait. */
export interface Step {
  /** The arguments of kubectl; undefined for a wait. */
  readonly command?: readonly string[];
  /** The object on kubectl's standard input, undefined where it is known only when its turn comes. */
  readonly input?: unknown;
  /** The same command without an effect, by which the API server tells whether it will accept it. @default - a wait has none */
  readonly trial?: Trial;
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
  if (hasSizes(set, sizes)) return [...growth, ...(kept === undefined ? [] : ending(kept, { recreated: set }))];
  const replacement = replacementOf(set, sizes);
  const isKept = JSON.stringify(kept) === JSON.stringify(replacement);
  return [
    ...growth,
    ...rollout(set),
    ...(isKept ? [] : [keep(replacement)]),
    tried([
      'delete',
      'statefulset',
      set.metadata.name,
      ...inNamespace(set.metadata.namespace),
      '--cascade=orphan',
      '--wait=false',
    ]),
    gone(set),
    create(replacement),
    ...ending(replacement, { former: set }),
  ];
}

/** Tells whether a StatefulSet is being deleted. */
export function isEnding(set: KubernetesManifest): boolean {
  return field(set, 'metadata', 'deletionTimestamp') !== undefined;
}

/** The command that grows claims to one size. */
function growCommand(namespace: readonly string[], claims: readonly Claim[], size: string): string[] {
  const patch = { spec: { resources: { requests: { storage: size } } } };
  const names = claims.map(({ name }) => name);
  return ['patch', 'persistentvolumeclaim', ...names, ...namespace, '--patch', JSON.stringify(patch)];
}

/** The claims that request another size, by the size that they get. */
function claimsBySize(claims: readonly Claim[], sizes: ClaimSizes): [string, readonly Claim[]][] {
  const changing = claims.filter((claim) => hasOtherRequest(claim, sizes));
  return [...groupedBy(changing, ({ template }) => [sizes.get(template) ?? ''])];
}

/** A command that can be tried by an option. */
function tried(command: readonly string[], text = '', input?: unknown): Step {
  return { command, input, trial: { command: [...command, '--dry-run=server'], input }, text };
}

function claimSteps(set: KubernetesManifest, sizes: ClaimSizes, claims: readonly Claim[]): Step[] {
  const waiting = claims.filter((claim) => !isGrown(claim, sizes) && amount(claim.capacity) > 0);
  return [
    ...claimsBySize(claims, sizes).map(([size, changing]) =>
      tried(growCommand(inNamespace(set.metadata.namespace), changing, size)),
    ),
    ...(waiting.length === 0 ? [] : [{ text: waiting.map((claim) => claimText(claim, sizes)).join(', ') }]),
  ];
}

function rollout(set: KubernetesManifest): Step[] {
  const text = rolloutText(set);
  return text === undefined ? [] : [{ text }];
}

function keep(replacement: KubernetesManifest): Step {
  const { name, namespace } = replacement.metadata;
  const options = [...inNamespace(namespace), '--server-side', '--force-conflicts', '--field-manager', manager];
  const text = `ConfigMap ${keptName(name)}: StatefulSet ${name} as it is, with the new sizes`;
  return tried(['apply', ...options, '--filename', '-'], text, keepingConfigMap(replacement));
}

function gone({ metadata }: KubernetesManifest): Step {
  return { text: `StatefulSet ${metadata.name} is being deleted, and its pods are kept` };
}

// A request of its own, because `kubectl create` would write all of the object into an annotation where `kubectl apply` left one.
function create(replacement: KubernetesManifest): Step {
  const { name, namespace = '' } = replacement.metadata;
  const path = `${pathOf(namespace)}?fieldManager=${manager}`;
  const text = `StatefulSet ${name} of the ConfigMap ${keptName(name)}`;
  const command = (query: string) => ['create', '--raw', query, '--filename', '-'];
  const input = creatable(replacement);
  return { command: command(path), input, trial: { command: command(`${path}&dryRun=All`), input }, text };
}

/** The steps after the creation, with the StatefulSet that is recreated already, or the one that still is to be. */
function ending(
  kept: KubernetesManifest,
  { recreated, former }: { readonly recreated?: KubernetesManifest; readonly former?: KubernetesManifest } = {},
): Step[] {
  const { name, namespace = '' } = kept.metadata;
  const path = `${pathOf(namespace)}/${name}`;
  const command = (query: string) => ['replace', '--raw', query, '--filename', '-'];
  const restore: Step = {
    command: command(path),
    input: recreated && withFormerOwners(recreated, kept),
    ...(former && { trial: { command: command(`${path}?dryRun=All`), input: former } }),
    text: `StatefulSet ${name} with the field managers of before`,
  };
  const forget = tried([
    'delete',
    'configmap',
    keptName(name),
    ...inNamespace(kept.metadata.namespace),
    '--ignore-not-found',
  ]);
  if (recreated === undefined) return [restore, { text: `all pods of ${name} are the new StatefulSet's` }, forget];
  return [...(isOwned(recreated) ? [restore] : []), ...rollout(recreated), forget];
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
