import {
  field,
  groupKind,
  groupOf,
  KubernetesManifest,
  listField,
  referredName,
  textField,
} from '../../manifests/manifest';
import { byIdentity, byReferredName, objectIdentity } from '../../manifests/object-identity';
import { selectedBy } from '../../manifests/selected-workloads';
import { Surroundings } from '../diff/effect';
import { Permission } from './new-permissions';
import { isCovered, isIsolated } from './policy-coverage';

// Objects that guard others: of Kubernetes, Cilium, Calico, Istio, Envoy Gateway, Kyverno and Gatekeeper.
const guards = new Set(
  [
    'NetworkPolicy AdminNetworkPolicy BaselineAdminNetworkPolicy CiliumNetworkPolicy CiliumClusterwideNetworkPolicy',
    'GlobalNetworkPolicy AuthorizationPolicy PeerAuthentication RequestAuthentication SecurityPolicy ClusterPolicy',
    'Policy ValidatingPolicy ConstraintTemplate ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ].flatMap((line) => line.split(' ')),
);
const constraints = 'constraints.gatekeeper.sh';

/** Tells whether an object guards others, so that they are open without it. */
export function isGuard(manifest: KubernetesManifest): boolean {
  return guards.has(manifest.kind) || groupOf(manifest) === constraints;
}

/** Tells whether what a guard guards is open once it is gone, or has other labels: no other one is for it, and it does not go too. */
export function isMissed(guard: KubernetesManifest, { before, after }: Surroundings): boolean {
  const isOfPods = guard.kind === 'NetworkPolicy';
  if (isOfPods && isCovered(guard, after)) return false;
  const { namespace } = guard.metadata;
  const [wasThere, isThere] = [before, after].map(
    (all) => byReferredName(all, referredName('Namespace', undefined, namespace ?? '')).length > 0,
  );
  if (wasThere === true && isThere === false) return false;
  const selector = ['podSelector', 'endpointSelector', 'selector'].map((name) => field(guard, 'spec', name));
  const guarded = selectedBy(selector.find((each) => each !== undefined) ?? {}, namespace, before);
  const left = guarded.flatMap((pods) => byIdentity(after, objectIdentity(pods)));
  if (guarded.length === 0 || namespace === undefined) return true;
  return left.length > 0 && !(isOfPods && left.every((pods) => isIsolated(pods, guard, after)));
}

/** A field of a guard, and its values from the strictest on; the default is the first unless it is another. */
interface Mode {
  readonly path: readonly string[];
  /** The list whose items have the field, if they do. */
  readonly list?: string;
  readonly values: readonly string[];
  readonly default?: string;
}

const modes: Readonly<Record<string, Mode>> = {
  PeerAuthentication: {
    path: ['spec', 'mtls', 'mode'],
    values: ['STRICT', 'PERMISSIVE', 'DISABLE'],
    default: 'PERMISSIVE',
  },
  ClusterPolicy: { path: ['spec', 'validationFailureAction'], values: ['Enforce', 'Audit'], default: 'Audit' },
  Policy: { path: ['spec', 'validationFailureAction'], values: ['Enforce', 'Audit'], default: 'Audit' },
  ValidatingAdmissionPolicy: { path: ['spec', 'failurePolicy'], values: ['Fail', 'Ignore'] },
  ValidatingWebhookConfiguration: { list: 'webhooks', path: ['failurePolicy'], values: ['Fail', 'Ignore'] },
};
const ofConstraints: Mode = { path: ['spec', 'enforcementAction'], values: ['deny', 'warn', 'dryrun'] };

/** The ways in which a guard lets pass what it refused before: it asks for less, or only warns. */
export function weakerModes(before: KubernetesManifest, after: KubernetesManifest): Permission[] {
  if (groupKind(after) === 'security.istio.io/AuthorizationPolicy') return weakerAuthorization(before, after);
  const mode = groupOf(after) === constraints ? ofConstraints : modes[after.kind];
  const actions = ['spec', 'validationActions'];
  const denies = (binding: KubernetesManifest): boolean => listField(binding, ...actions).includes('Deny');
  if (after.kind === 'ValidatingAdmissionPolicyBinding' && denies(before) && !denies(after))
    return [{ message: 'it denies nothing any more', path: actions }];
  if (mode === undefined) return [];
  return guardedParts(after, mode).flatMap(([name, part]) => {
    const [, earlier] = guardedParts(before, mode).find(([each]) => each === name) ?? [];
    const [was, is] = [valueOf(earlier, mode), valueOf(part, mode)];
    if (earlier === undefined || rank(is, mode) <= rank(was, mode)) return [];
    const path = mode.list === undefined ? mode.path : [mode.list, `[${name}]`, ...mode.path];
    return [{ message: `${path.join('.').replace('.[', '[')} is ${is}, no longer ${was}`, path }];
  });
}

const requirements = ['from', 'to', 'when'];

/** The way in which a policy of Istio lets pass every request, or denies none any more. */
function weakerAuthorization(before: KubernetesManifest, after: KubernetesManifest): Permission[] {
  const actionOf = (policy: KubernetesManifest): string => textField(policy, 'spec', 'action') ?? 'ALLOW';
  const rulesOf = (policy: KubernetesManifest): readonly unknown[] => listField(policy, 'spec', 'rules');
  // Without a rule, a policy that allows lets nothing pass, and one that denies lets all.
  const allowsAll = (policy: KubernetesManifest): boolean =>
    actionOf(policy) === 'ALLOW' &&
    rulesOf(policy).some((rule) => requirements.every((name) => listField(rule, name).length === 0));
  const denies = (policy: KubernetesManifest): boolean =>
    ['DENY', 'CUSTOM'].includes(actionOf(policy)) && rulesOf(policy).length > 0;
  if (allowsAll(after)) return allowsAll(before) ? [] : [{ message: 'it allows every request', path: ['spec'] }];
  const isSilent = denies(before) && !denies(after) && actionOf(after) !== 'ALLOW';
  return isSilent ? [{ message: 'it denies nothing any more', path: ['spec'] }] : [];
}

/** The parts of a guard that have the mode, by name: the items of its list, or itself. */
function guardedParts(guard: KubernetesManifest, { list }: Mode): (readonly [name: string, part: unknown])[] {
  if (list === undefined) return [['', guard]];
  return listField(guard, list).map((part) => [textField(part, 'name') ?? '', part]);
}

function valueOf(part: unknown, mode: Mode): string {
  return textField(part, ...mode.path) ?? mode.default ?? mode.values[0] ?? '';
}

function rank(value: string, { values }: Mode): number {
  return values.findIndex((each) => each.toLowerCase() === value.toLowerCase());
}
