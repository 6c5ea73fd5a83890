import { Autoscaler, autoscalers } from '../manifests/autoscaler';
import { field, groupKind, KubernetesManifest, referredName, textField, textMapField } from '../manifests/manifest';
import { byReferredName } from '../manifests/object-identity';
import { podSpec, statedAccount } from '../manifests/pod-template';
import { isPoliced } from '../manifests/policed-pods';
import { selecting } from '../manifests/selected-workloads';
import { accountName, bindingsOf } from '../plan/permissions/accounts';
import { directions } from '../plan/permissions/policy-coverage';
import { identityKeys } from '../pods/workload-identity';
import { policiesOf } from './allowed-peers';
import { Mark } from './graph';
import { configMapsOf } from './secrets';

/** The marks of a workload, and the objects that they and its ConfigMaps are. */
export interface Settings {
  readonly marks: readonly Mark[];
  readonly objects: readonly KubernetesManifest[];
}

/** Returns the settings of a workload by other objects: its autoscaler, budgets, NetworkPolicies, identity and ConfigMaps. */
export function settingsOf(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): Settings {
  const scaler = scalerOf(workload, objects);
  const budgets = budgetsOf(objects, workload);
  const policies = isPoliced(workload) ? policiesOf(objects, workload) : [];
  const identity = identityOf(workload, objects);
  return {
    marks: [
      ...(scaler === undefined ? [] : [{ kind: 'autoscaler' as const, text: scalerText(scaler) }]),
      ...budgets.map((budget) => ({ kind: 'budget' as const, text: budgetText(budget) })),
      ...(policies.length === 0 ? [] : [{ kind: 'policy' as const, text: policyText(policies) }]),
      ...identity.marks,
    ],
    objects: [
      ...new Set([
        ...(scaler === undefined ? [] : [scaler.object]),
        ...budgets,
        ...policies,
        ...identity.objects,
        ...configMapsOf(workload, objects),
      ]),
    ],
  };
}

/** Returns the autoscaler of a workload. */
export function scalerOf(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): Autoscaler | undefined {
  return autoscalers(objects).get(referredName(workload.kind, workload.metadata.namespace, workload.metadata.name));
}

/** Returns the number of pods that an autoscaler leaves and makes: `3 to 10 pods`. */
export function scalerText({ least, most }: Autoscaler): string {
  return `${least} to ${most} pods`;
}

const budgetsOf = selecting((object) =>
  groupKind(object) === 'policy/PodDisruptionBudget' ? field(object, 'spec', 'selector') : undefined,
);

function budgetText(budget: KubernetesManifest): string {
  const [least, most] = ['minAvailable', 'maxUnavailable'].map((name) => {
    const stated = field(budget, 'spec', name);
    return typeof stated === 'string' || typeof stated === 'number' ? String(stated) : undefined;
  });
  return least === undefined ? `at most ${most ?? '1'} away` : `at least ${least} there`;
}

/** The directions in which policies close what no rule of theirs opens. */
function policyText(policies: readonly KubernetesManifest[]): string {
  const closed = [...new Set(policies.flatMap(directions))].map((each) => each.toLowerCase()).sort();
  return `${closed.reverse().join(' and ')} by rules`;
}

/** The account of the pods, if the cluster or a cloud allows it something. */
function identityOf(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): Settings {
  const { namespace } = workload.metadata;
  const name = statedAccount(podSpec(workload)?.value);
  if (name === undefined) return { marks: [], objects: [] };
  const accounts = byReferredName(objects, referredName('ServiceAccount', namespace, name));
  const bindings = bindingsOf(objects, accountName(namespace, name));
  const roles = bindings.flatMap((binding) => {
    const [kind, role] = [textField(binding, 'roleRef', 'kind') ?? 'Role', textField(binding, 'roleRef', 'name') ?? ''];
    return byReferredName(objects, referredName(kind, kind === 'Role' ? binding.metadata.namespace : undefined, role));
  });
  const clouds = accounts.flatMap(({ metadata }) =>
    Object.values(identityKeys).flatMap((key) => textMapField(metadata, 'annotations')[key] ?? []),
  );
  const rights = bindings.map(
    (binding) => `${textField(binding, 'roleRef', 'kind') ?? ''} ${textField(binding, 'roleRef', 'name') ?? ''}`,
  );
  const texts = [...new Set([...clouds, ...rights])];
  return {
    marks: texts.length === 0 ? [] : [{ kind: 'identity', text: `${name}: ${texts.join(', ')}` }],
    objects: [...accounts, ...bindings, ...roles],
  };
}
