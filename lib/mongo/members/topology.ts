import { createHash } from 'node:crypto';
import { Findings } from '../../findings/findings';
import { hasFeatureOf, kubernetesProblem, KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Problem, quoted } from '../../findings/problem';
import { object } from '../../props/object';
import { boolean, custom, integer } from '../../props/scalar';
import { Decided, optional } from '../../props/schema';
import { DesiredTopology } from '../agent/contract';
import { checkMemberOptions, isHidden, memberOptions } from './member-options';

const mostMembers = 50; // Of a replica set.
const mostVoters = 7;

/** The props of the set's members. */
export const topology = object({
  /** The number of voting members of the replica set, all of which hold data. @default 3 */
  members: optional(custom<1 | 3 | 5 | 7>('1, 3, 5 or 7', membersProblem), 3),
  /**
   * The number of members beyond the voting ones, 0 to 43: they hold all data and serve reads, but never vote and never become primary.
   * Their ordinals follow those of the voting members.
   * @default 0
   */
  nonVotingMembers: integer({ min: 0, max: mostMembers - mostVoters, default: 0 }),
  /**
   * Options of single members by their ordinals, such as `{ 0: { priority: 2 }, 3: { hidden: true } }`.
   * @default - all members are alike
   */
  memberOptions,
  /**
   * True to give each member the tags `zone` and `region` of its node, if the node has such labels. Needs `kubernetes: '1.35'`: since
   * then a pod has its node's labels.
   * @default false
   */
  zoneTags: boolean({ example: 'true', default: false }),
  /**
   * The time that the primary may be silent until the others elect a new one, in milliseconds, from 1000 to 60000. Writes wait that long,
   * and about a second more, when a primary is lost; one that only stalls for as long is replaced too.
   * @default - 5000, half of the server's
   */
  electionTimeoutMillis: integer({ min: 1000, max: 60000, default: 5000 }),
  /** The oldest version of Kubernetes that must accept the output. @default '1.30' */
  kubernetes: optional(custom<KubernetesVersion>('a minor version of Kubernetes', kubernetesProblem), '1.30'),
});

type DecidedTopology = Decided<typeof topology>;

/** The members of a set. */
export interface Members {
  /** The ordinals of all members, those of the voting ones first. */
  readonly ordinals: readonly number[];
  /** The ordinals of the members that clients see. */
  readonly visible: readonly number[];
  /** The members and their election, as the agent reads them. */
  readonly topology: DesiredTopology;
}

/** Returns the members of a set. `outside`: their hosts for clients outside of the cluster, if there are such clients. */
export function membersOf(props: DecidedTopology, outside: readonly string[] = []): Members {
  const { members: voting, electionTimeoutMillis, zoneTags, memberOptions: given } = props;
  const ordinals = ordinalsOf(props);
  const options = ordinals.map((ordinal) => ({
    ...(ordinal < voting ? {} : { votes: 0, priority: 0 }),
    ...given[ordinal],
    ...(isHidden(given[ordinal]) ? { hidden: true, priority: 0 } : {}),
  }));
  const members = Object.fromEntries(Object.entries(options).filter(([, one]) => Object.keys(one).length > 0));
  const desired = { electionTimeoutMillis, zoneTags, members, ...(outside.length > 0 ? { outside } : {}) };
  const revision = createHash('sha256').update(JSON.stringify(desired)).digest('hex').slice(0, 16);
  const visible = ordinals.filter((ordinal) => !isHidden(given[ordinal]));
  return { ordinals, visible, topology: { revision, ...desired } };
}

/** Returns the ordinals of all members. A number of members that is refused is a number too. */
export function ordinalsOf({ members, nonVotingMembers }: DecidedTopology): readonly number[] {
  return Array.from({ length: Math.min(members + nonVotingMembers, mostMembers) }, (_, ordinal) => ordinal);
}

/** Reports options that contradict each other, and tags that the target version of Kubernetes cannot give. */
export function checkTopology(findings: Findings, props: DecidedTopology): void {
  const { members: voting, memberOptions: given, zoneTags, kubernetes } = props;
  checkMemberOptions(findings, given, { voting, last: ordinalsOf(props).length - 1, zoneTags });
  if (!zoneTags || hasFeatureOf(kubernetes, '1.35')) return;
  findings.add('zoneTags', {
    code: 'unsupported',
    want: 'needs Kubernetes 1.35, which copies the labels of a node to its pods',
    got: `kubernetes ${quoted(kubernetes)}`,
    write: 'write kubernetes: "1.35", or leave it out',
  });
}

function membersProblem(members: unknown): Problem | undefined {
  if (members === 1 || members === 3 || members === 5 || members === 7) return undefined;
  if (members === 2 || members === 4 || members === 6) {
    const write = `use ${members - 1} or ${members + 1}`;
    return { code: 'invalid-value', want: 'must be odd', got: members, write };
  }
  return { code: 'invalid-value', want: 'must be 1, 3, 5 or 7', got: quoted(members), write: 'use 3' };
}
