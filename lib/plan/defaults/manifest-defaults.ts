import { isBuiltIn } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { currentGroup } from '../../manifests/object-identity';
import { clusterDefaults, externalSecretDefaults } from './cluster-defaults';
import { Defaults, isTable, serverOwned } from './defaults';
import { gatewayDefaults, networkDefaults } from './network-defaults';
import { customWorkloadDefaults, workloadDefaults } from './workload-defaults';

const builtIn: Readonly<Record<string, Defaults>> = { ...workloadDefaults, ...networkDefaults, ...clusterDefaults };
const custom: Readonly<Record<string, Defaults>> = {
  ...customWorkloadDefaults,
  ...Object.fromEntries(
    Object.entries(gatewayDefaults).map(([kind, defaults]) => [`gateway.networking.k8s.io/${kind}`, defaults]),
  ),
  'external-secrets.io/ExternalSecret': externalSecretDefaults,
};

// What `kubectl get -o yaml` shows of every object and no apply changes.
const serverFields = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];
const revision = 'deployment.kubernetes.io/revision';
const metadata: Defaults = {
  ...Object.fromEntries(serverFields.map((name) => [name, serverOwned])),
  annotations: { [revision]: serverOwned },
};

/**
 * The defaults of an object's fields, by its kind. The number of a workload's pods has none if an autoscaler changes it: writing `replicas: 1`
 * then takes pods away.
 */
export function manifestDefaults(manifest: Manifest, isAutoscaled = false): Defaults {
  const own = isBuiltIn(manifest) ? builtIn[manifest.kind] : custom[`${currentGroup(manifest)}/${manifest.kind}`];
  const ownMetadata = isTable(own?.['metadata']) ? own['metadata'] : {};
  const spec = own?.['spec'];
  return {
    ...own,
    ...(isTable(spec) && spec['replicas'] !== undefined && isAutoscaled
      ? { spec: { ...spec, replicas: undefined } }
      : {}),
    metadata: { ...metadata, ...ownMetadata },
    status: serverOwned,
  };
}
