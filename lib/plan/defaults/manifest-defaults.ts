import { isBuiltIn } from '../../manifests/kinds';
import { KubernetesManifest } from '../../manifests/manifest';
import { currentGroupKind } from '../../manifests/object-identity';
import { clusterDefaults } from './cluster-defaults';
import { Defaults, isTable, sameDefault, serverOwned } from './defaults';
import { networkDefaults } from './network-defaults';
import { workloadDefaults } from './workload-defaults';

const defaultsOfKinds: Readonly<Record<string, Defaults>> = {
  ...workloadDefaults,
  ...networkDefaults,
  ...clusterDefaults,
};

// What `kubectl get -o yaml` shows of every object and no apply changes.
const metadata: Defaults = {
  ...sameDefault(serverOwned, 'creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'),
  annotations: { 'deployment.kubernetes.io/revision': serverOwned },
};

/**
 * The defaults of an object's fields, by its kind. The number of a workload's pods has none if an autoscaler changes it: writing `replicas: 1`
 * then takes pods away.
 */
export function manifestDefaults(manifest: KubernetesManifest, isAutoscaled = false): Defaults {
  const own = defaultsOfKinds[isBuiltIn(manifest) ? manifest.kind : currentGroupKind(manifest)];
  const [ownMetadata, spec] = [own?.['metadata'], own?.['spec']];
  return {
    ...own,
    ...(isAutoscaled && isTable(spec) ? { spec: { ...spec, replicas: undefined } } : {}),
    metadata: { ...metadata, ...(isTable(ownMetadata) ? ownMetadata : {}) },
    status: serverOwned,
  };
}
