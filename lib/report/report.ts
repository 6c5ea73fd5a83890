import { KubernetesManifest } from '../manifests/manifest';
import { EnvironmentPlan } from '../plan/plan';
import { Topology } from '../topology/graph';
import { topology } from '../topology/topology';
import { changedNodes } from './changed-nodes';
import { NodeChange } from './drawing/node-drawing';
import { comparedFacts, FactRow } from './facts/compared-facts';

/** The objects of an environment, and the plan that leads to them from others. */
export interface ReportInput {
  /** The name of the environment, or of the folder. */
  readonly name: string;
  readonly manifests: readonly KubernetesManifest[];
  /** @default - nothing is compared */
  readonly plan?: EnvironmentPlan;
}

/** An environment's topology. */
export interface ReportEnvironment {
  readonly name: string;
  readonly topology: Topology;
}

/** The changes of an environment: its plan, and the topology with what is removed, in which it is marked. */
export interface ReportChanges extends ReportEnvironment {
  readonly plan: EnvironmentPlan;
  readonly nodes: ReadonlyMap<string, NodeChange>;
}

/** The three views of what manifests say. */
export interface Report {
  readonly environments: readonly ReportEnvironment[];
  /** The facts of all environments; none if there is only one. */
  readonly facts: readonly FactRow[];
  /** The environments that are compared; undefined if none is. */
  readonly changes: readonly ReportChanges[] | undefined;
}

/** Returns the report of environments. */
export function report(given: readonly ReportInput[]): Report {
  const names = given.map(({ name }) => name);
  const inputs = given.map((input, index) => ({ ...input, name: distinctName(names, index) }));
  const present = inputs.filter(({ manifests }) => manifests.length > 0);
  const compared = inputs.flatMap(({ name, manifests, plan }) =>
    plan === undefined ? [] : [{ name, manifests, plan }],
  );
  return {
    environments: present.map(({ name, manifests }) => ({ name, topology: topology(manifests) })),
    facts: present.length < 2 ? [] : comparedFacts(present.map(({ manifests }) => manifests)),
    changes: compared.length === 0 ? undefined : compared.map(changesOf),
  };
}

/** Returns a name, with a number if it has come before: `dist`, `dist (2)`. */
function distinctName(names: readonly string[], index: number): string {
  const name = names[index] ?? '';
  const count = names.slice(0, index + 1).filter((each) => each === name).length;
  return count === 1 ? name : `${name} (${count})`;
}

function changesOf({ name, manifests, plan }: Required<ReportInput>): ReportChanges {
  const removed = plan.changes.filter(({ action }) => action === 'removed').map(({ object }) => object);
  const whole = topology([...removed, ...manifests]);
  return { name, plan, topology: whole, nodes: changedNodes(whole.nodes, plan.changes) };
}
