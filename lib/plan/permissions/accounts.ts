import { field, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { podSpec, statedAccount } from '../../manifests/pod-template';
import { searchable } from '../../manifests/remembered';

const kinds = ['RoleBinding', 'ClusterRoleBinding'];

/** Returns the name by which this file knows a ServiceAccount: `shop/api`. */
export function accountName(namespace: string | undefined, name: string): string {
  return `${namespace ?? 'default'}/${name}`;
}

/** Finds the objects among others whose pods run as an account, by its `accountName`. */
export const runningAs = searchable((manifest: KubernetesManifest) => {
  const pod = podSpec(manifest)?.value;
  return pod === undefined ? [] : [accountName(manifest.metadata.namespace, statedAccount(pod) ?? 'default')];
});

/** Returns the accounts that a binding gives the rights of a role, by their `accountName`; none for other objects. */
export function boundAccounts(binding: KubernetesManifest): string[] {
  if (!kinds.includes(binding.kind)) return [];
  return listField(binding, 'subjects')
    .filter((subject) => field(subject, 'kind') === 'ServiceAccount')
    .map((subject) =>
      accountName(textField(subject, 'namespace') ?? binding.metadata.namespace, textField(subject, 'name') ?? ''),
    );
}

/** Finds the bindings among objects that give an account rights, by its `accountName`. */
export const bindingsOf = searchable(boundAccounts);
