import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';

/** A set that runs this release, with this data format if one is desired. */
export function set(release: string, format?: string): KubernetesManifest[] {
  const containers = [
    { name: 'agent', image: 'docker.io/library/agent:1.0.0' },
    { name: 'mongod', image: `docker.io/library/mongo:${release}` },
  ];
  const volumes = [{ name: 'agent', configMap: { name: 'web-agent' } }];
  const desired = JSON.stringify({ users: [], featureCompatibilityVersion: format });
  return [
    object('ConfigMap', { data: { 'desired.json': desired } }, { name: 'web-agent' }),
    object('StatefulSet', { spec: { template: { spec: { containers, volumes } } } }),
  ];
}

/** The effects on mongod, each with its path and its message. */
export function effectsOnMongod(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after).flatMap(({ effects }) =>
    effects
      .filter(({ effect }) => /mongod|format|data/.test(effect.id))
      .map(({ effect, path, message }) => `${effect.id}, ${path.join('.')}: ${message}`),
  );
}
