import { Manifest } from '../lib';
import { agentFiles } from '../lib/mongo/agent/contract';

/** The manifests of a set with another program of the agent. */
export function withAgentProgram(
  manifests: readonly Manifest[],
  change: (program: string) => string,
): readonly Manifest[] {
  return manifests.map((manifest) => {
    const { kind, metadata, data } = manifest as Manifest & { readonly data?: Readonly<Record<string, string>> };
    if (kind !== 'ConfigMap' || !metadata.name.endsWith('-agent')) return manifest;
    return { ...manifest, data: { ...data, [agentFiles.program]: change(data?.[agentFiles.program] ?? '') } };
  });
}
