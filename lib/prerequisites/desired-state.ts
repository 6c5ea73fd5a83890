import { KubernetesManifest, textField } from '../manifests/manifest';
import { agentFiles } from '../mongo/agent/contract';
import { parsedJson } from './parsed-json';

/** Returns the desired state of a MongoStatefulSet, from the ConfigMap of its agents; undefined for every other object. */
export function desiredState(manifest: KubernetesManifest): unknown {
  return manifest.kind === 'ConfigMap' ? parsedJson(textField(manifest, 'data', agentFiles.desired)) : undefined;
}
