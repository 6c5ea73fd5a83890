import { createHash } from 'node:crypto';
import { Findings, shown } from '../../findings/findings';
import {
  defaultKubernetes,
  hasFeatureOf,
  kubernetesProblem,
  KubernetesVersion,
} from '../../kubernetes/kubernetes-version';
import { integerProblem } from '../../props/number';
import { advised, flag, number, optional, Shapes, text } from '../../props/shape';
import { DesiredTopology } from '../agent/contract';
import { checkMemberOptions, isHidden, memberOptionsShape, MongoMemberOptions } from './member-options';

export interface MongoTopologyProps {
  /**
   * Members beyond the voting ones, 0 to 43: they hold all data and answer reads, but never vote and never become primary. Their
   * ordinals follow those of the voting members.
   * @default 0
   */
  readonly nonVotingMembers?: number;
  /**
   * What single members are, by their ordinals, such as `{ 0: { priority: 2 }, 3: { hidden: true } }`.
   * @default - all of them alike
   */
  readonly memberOptions?: Readonly<Record<number, MongoMemberOptions>>;
  /**
   * Whether each member has the tags `zone` and `region` of the node that it runs on, where the node has such labels. Needs
   * `kubernetes: '1.35'`, from which on a pod has its node's labels.
   * @default false
   */
  readonly zoneTags?: boolean;
  /**
   * How long the primary may be silent until the others elect a new one, in milliseconds, from 1000 to 60000. Writes wait that long,
   * and about a second more, when a primary is lost; one that only stalls for as long is replaced too.
   * @default 5000, half of the server's
   */
  readonly electionTimeoutMillis?: number;
  /**
   * The oldest Kubernetes that must accept the output.
   * @default '1.30'
   */
  readonly kubernetes?: KubernetesVersion;
}

export const mongoTopologyShapes: Shapes<MongoTopologyProps> = {
  nonVotingMembers: optional(advised(number, '2')),
  memberOptions: optional(memberOptionsShape),
  zoneTags: optional(advised(flag, 'true')),
  electionTimeoutMillis: optional(advised(number, '5000')),
  kubernetes: optional(advised(text, shown(defaultKubernetes))),
};

/** The topology with every default decided. */
export interface MongoTopology {
  readonly nonVotingMembers: number;
  readonly memberOptions: Readonly<Record<number, MongoMemberOptions>>;
  readonly zoneTags: boolean;
  readonly electionTimeoutMillis: number;
}

// The server takes no more.
const mostMembers = 50;
const mostVoters = 7;

export function mongoTopology(props: MongoTopologyProps): MongoTopology {
  return {
    nonVotingMembers: props.nonVotingMembers ?? 0,
    memberOptions: props.memberOptions ?? {},
    zoneTags: props.zoneTags ?? false,
    electionTimeoutMillis: props.electionTimeoutMillis ?? 5000,
  };
}

/** The members' ordinals, those of the voting ones first. */
export function ordinals(voting: number, { nonVotingMembers }: MongoTopology): number[] {
  return Array.from({ length: Math.min(voting + nonVotingMembers, mostMembers) }, (_, ordinal) => ordinal);
}

/** The ordinals of the members that clients may be told of. */
export function visibleOrdinals(voting: number, topology: MongoTopology): number[] {
  return ordinals(voting, topology).filter((ordinal) => !isHidden(topology.memberOptions[ordinal] ?? {}));
}

/** The topology as the agent reads it. */
export function agentTopology(voting: number, topology: MongoTopology): DesiredTopology {
  const { electionTimeoutMillis, zoneTags, memberOptions } = topology;
  const members = ordinals(voting, topology).flatMap((ordinal) => {
    const given = memberOptions[ordinal] ?? {};
    const options = {
      ...(ordinal < voting ? {} : { votes: 0 as const, priority: 0 }),
      ...given,
      ...(isHidden(given) ? { hidden: true, priority: 0 } : {}),
    };
    return Object.keys(options).length > 0 ? [[ordinal, options] as const] : [];
  });
  const wanted = { electionTimeoutMillis, zoneTags, members: Object.fromEntries(members) };
  return { revision: createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 16), ...wanted };
}

/** Reports a topology that no replica set can have, or that the cluster cannot tell of. */
export function checkTopology(
  findings: Findings,
  {
    members: voting,
    topology,
    kubernetes,
  }: { members: number; topology: MongoTopology; kubernetes: KubernetesVersion },
): void {
  const { nonVotingMembers, memberOptions, zoneTags, electionTimeoutMillis } = topology;
  const nonVotingProblem = integerProblem(nonVotingMembers, 0, mostMembers - mostVoters);
  const versionProblem = kubernetesProblem(kubernetes);
  findings.add('nonVotingMembers', nonVotingProblem);
  if (nonVotingProblem === undefined && Number.isInteger(voting))
    checkMemberOptions(findings, memberOptions, { voting, nonVoting: nonVotingMembers, zoneTags });
  findings.add('electionTimeoutMillis', integerProblem(electionTimeoutMillis, 1000, 60000));
  findings.add('kubernetes', versionProblem);
  if (zoneTags && versionProblem === undefined && !hasFeatureOf(kubernetes, '1.35'))
    findings.add('zoneTags', {
      code: 'unsupported',
      want: "need Kubernetes 1.35, from which on a pod has its node's labels",
      got: `kubernetes ${shown(kubernetes)}`,
      write: 'write kubernetes: "1.35" or leave them out',
    });
}
