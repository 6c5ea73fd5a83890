import { DesiredState, MemberOptions } from '../../../../../lib/mongo/agent/contract';
import { plain } from '../../set';
import { Fault } from './kubernetes';
import { World } from './world';

/** A state that the user applies: the StatefulSet's replicas and release, and what the agents read. */
export interface Applied {
  readonly replicas: number;
  /** The members' options that are not ordinary, by ordinal. */
  readonly members?: Readonly<Record<string, Partial<MemberOptions>>>;
  readonly electionTimeoutMillis?: number;
  /** The series of mongod's release; undefined: as the pods have it. */
  readonly release?: number;
  readonly featureCompatibilityVersion?: string;
}

/** The bounds of one search: how it begins, what the user applies in turn, and which faults may come. */
export interface Scenario {
  readonly name: string;
  readonly begins: readonly World[];
  readonly plan: readonly Applied[];
  readonly faults: readonly Fault[];
  /** True if the agents remember which actions failed. */
  readonly remembers?: boolean;
  /** True if the last pod stands for a member that is no pod of the StatefulSet. */
  readonly foreign?: boolean;
}

/** Returns the state that the user applied last. */
export function stateApplied({ applied }: World, { plan }: Scenario): Applied {
  return appliedAt(plan, applied);
}

/** Returns one state of a plan. */
export function appliedAt(plan: readonly Applied[], at: number): Applied {
  const found = plan[at];
  if (!found) throw new Error(`the plan has no state ${at}`);
  return found;
}

/** Returns the desired state as the agents read it. Its revision follows from the topology. */
export function desiredOf({
  members = {},
  electionTimeoutMillis = 5000,
  featureCompatibilityVersion,
}: Applied): Partial<DesiredState> {
  const topology = { ...plain, electionTimeoutMillis, members };
  return {
    featureCompatibilityVersion,
    topology: { ...topology, revision: revisionOf({ members, electionTimeoutMillis }) },
  };
}

/** Returns the revision of a topology. */
export function revisionOf({
  members = {},
  electionTimeoutMillis = 5000,
}: Pick<Applied, 'members' | 'electionTimeoutMillis'>): string {
  return JSON.stringify([members, electionTimeoutMillis]);
}
