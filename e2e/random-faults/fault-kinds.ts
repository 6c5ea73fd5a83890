/**
 * How far a fault reaches: by the API server into the set's namespace; by processes and packets of nodes that are on this machine, and
 * still no further than the set; or into the whole cluster.
 */
export const reaches = ['namespace', 'nodes', 'cluster'] as const;

/** One of the reaches. */
export type Reach = (typeof reaches)[number];

interface Kind {
  readonly reach: Reach;
  /** What it does, as the log of a run prints it. */
  readonly does: string;
  /** How many seconds it lasts, from and to; undefined if it is over at once, or ends by itself. */
  readonly seconds?: readonly [number, number];
  /** It is done to the whole set, not to one member. */
  readonly toAll?: true;
  /** It is a command to the API server, or needs one in its midst. */
  readonly byApiServer?: true;
  /** It deletes a copy of the data. */
  readonly losesCopy?: true;
  /** It leaves fewer copies than members have votes now. */
  readonly fewerMembers?: true;
}

const kinds = {
  killMongod: { reach: 'nodes', does: 'SIGKILL of mongod' },
  killAgent: { reach: 'nodes', does: 'SIGKILL of the agent' },
  freezeMongod: { reach: 'nodes', does: 'SIGSTOP of mongod', seconds: [5, 30] },
  freezeAgent: { reach: 'nodes', does: 'SIGSTOP of the agent', seconds: [5, 30] },
  cut: { reach: 'nodes', does: 'no packets to and from the other members', seconds: [5, 30] },
  deafen: { reach: 'nodes', does: 'no packets from the other members, which hear it', seconds: [5, 30] },
  slow: {
    reach: 'nodes',
    does: 'a fifth of the packets and all beyond 32 kbyte/s dropped to and from the others',
    seconds: [10, 30],
  },
  noDns: { reach: 'nodes', does: 'no DNS for the members that run', seconds: [10, 30], toAll: true },
  noApiServer: { reach: 'nodes', does: 'no API server for the members that run', seconds: [10, 30], toAll: true },
  deletePod: { reach: 'namespace', does: 'deletion of the pod', byApiServer: true },
  losePod: { reach: 'namespace', does: 'deletion of the pod without a grace period', byApiServer: true },
  evict: { reach: 'namespace', does: 'eviction of the pod, as the budget allows', byApiServer: true },
  wipe: { reach: 'namespace', does: 'deletion of the pod and its volume', byApiServer: true, losesCopy: true },
  fillDisk: { reach: 'nodes', does: 'a volume without room', seconds: [5, 20] },
  scaleUp: { reach: 'namespace', does: 'scaling to 5 and back to 3', seconds: [5, 30], toAll: true, byApiServer: true },
  scaleDown: {
    reach: 'namespace',
    does: 'scaling to 1 and back to 3',
    seconds: [5, 30],
    toAll: true,
    byApiServer: true,
    fewerMembers: true,
  },
  rollOut: { reach: 'namespace', does: 'a restart of all members, one by one', toAll: true, byApiServer: true },
  rotate: { reach: 'namespace', does: 'a new password of a user', toAll: true, byApiServer: true },
  drain: { reach: 'cluster', does: 'drain of its node', seconds: [5, 20], byApiServer: true },
  cutNode: { reach: 'cluster', does: 'no network for its node', seconds: [5, 15] },
  powerOff: { reach: 'cluster', does: 'no power for its node', seconds: [5, 15] },
  stopDns: { reach: 'cluster', does: 'no DNS servers', seconds: [10, 30], toAll: true, byApiServer: true },
  freezeApiServer: { reach: 'cluster', does: 'SIGSTOP of the API server', seconds: [10, 30], toAll: true },
} as const satisfies Readonly<Record<string, Kind>>;

export type FaultKind = keyof typeof kinds;

export const faultKinds: Readonly<Record<FaultKind, Kind>> = kinds;

/** The kinds of faults that reach at most so far; those that need a volume of limited size only where there is one. */
export function kindsWithin(reach: Reach, limitedVolumes: boolean): readonly FaultKind[] {
  const all = Object.keys(faultKinds) as FaultKind[];
  return all.filter(
    (kind) =>
      reaches.indexOf(faultKinds[kind].reach) <= reaches.indexOf(reach) && (kind !== 'fillDisk' || limitedVolumes),
  );
}
