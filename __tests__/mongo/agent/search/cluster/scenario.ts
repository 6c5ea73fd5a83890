import { DesiredState, MemberOptions } from '../../../../../lib/mongo/agent/contract';
import { TlsState } from '../../../../../lib/mongo/agent/observation';
import { plain } from '../../set';
import { Fault } from './kubernetes';
import { World } from './world';

/** A state that the user applies: the StatefulSet's replicas and release, and what the agents read. */
export interface Applied {
  readonly replicas: number;
  /** The members' options that are not ordinary, by ordinal. */
  readonly members?: Readonly<Record<string, Partial<MemberOptions>>>;
  readonly electionTimeoutMillis?: number;
  /** The hosts for clients outside of the cluster, by ordinal. */
  readonly outside?: readonly string[];
  /** The hosts outside that the certificate is for; undefined: all. */
  readonly named?: readonly string[];
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
  outside,
  featureCompatibilityVersion,
}: Applied): Partial<DesiredState> {
  const topology = { ...plain, electionTimeoutMillis, members, outside };
  return {
    featureCompatibilityVersion,
    topology: { ...topology, revision: revisionOf({ members, electionTimeoutMillis, outside }) },
  };
}

/** Returns the certificate of a set with hosts outside, whose mongods serve the one in the Secret; undefined for a set without TLS. */
export function certificateOf({ outside, named = outside }: Applied): TlsState | undefined {
  const unnamed = outside?.filter((host) => !named?.includes(host)) ?? [];
  return outside && { certificate: 'served', ...(unnamed.length > 0 && { unnamed }) };
}

/** Returns the revision of a topology. */
export function revisionOf({
  members = {},
  electionTimeoutMillis = 5000,
  outside,
}: Pick<Applied, 'members' | 'electionTimeoutMillis' | 'outside'>): string {
  return JSON.stringify([members, electionTimeoutMillis, outside]);
}
