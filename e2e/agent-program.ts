import { KubernetesManifest } from '../lib';
import { agentFiles } from '../lib/mongo/agent/contract';

/** The manifests of a set with another program of the agent. */
export function withAgentProgram(
  manifests: readonly KubernetesManifest[],
  change: (program: string) => string,
): readonly KubernetesManifest[] {
  return manifests.map((manifest) => {
    const { kind, metadata, data } = manifest as KubernetesManifest & {
      readonly data?: Readonly<Record<string, string>>;
    };
    if (kind !== 'ConfigMap' || !metadata.name.endsWith('-agent')) return manifest;
    return { ...manifest, data: { ...data, [agentFiles.program]: change(data?.[agentFiles.program] ?? '') } };
  });
}
