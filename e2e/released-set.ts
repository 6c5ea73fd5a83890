import { KubernetesManifest } from '../lib';
import { withAgentProgram } from './agent-program';
import { MongoSet } from './mongo-set';

/** A set whose next release has another agent: one that begins with this statement. */
export class ReleasedSet extends MongoSet {
  statement?: string;

  /** Has the next `apply` apply the release. */
  release(statement: string): void {
    this.statement = statement;
    this.change({});
  }

  protected override adapted(manifests: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
    const { statement } = this;
    return statement === undefined ? manifests : withAgentProgram(manifests, (program) => `${statement}\n${program}`);
  }
}
