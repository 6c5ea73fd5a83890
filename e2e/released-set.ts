import { Manifest } from '../lib';
import { MongoSet } from './mongo-set';

interface AgentFiles extends Manifest {
  readonly data: Readonly<Record<string, string>>;
}

/** A set whose next release has another agent: one that begins with this statement. */
export class ReleasedSet extends MongoSet {
  statement?: string;

  /** Has the next `apply` apply the release. */
  release(statement: string): void {
    this.statement = statement;
    this.change({});
  }

  protected override adapted(manifests: readonly Manifest[]): readonly Manifest[] {
    const { statement } = this;
    if (statement === undefined) return manifests;
    return manifests.map((manifest) => {
      if (!isAgentFiles(manifest)) return manifest;
      return {
        ...manifest,
        data: { ...manifest.data, 'agent.js': `${statement}\n${manifest.data['agent.js'] ?? ''}` },
      };
    });
  }
}

function isAgentFiles(manifest: Manifest): manifest is AgentFiles {
  return manifest.kind === 'ConfigMap' && manifest.metadata.name.endsWith('-agent');
}
