import { DesiredTopology, MemberOptions, NodeLabels } from './contract';

/**
 * The state of a mongod in a replica set. `uninitialised`: it never had a configuration (code 94); `removed`: it has one that does not
 * list it, or in which it does not find itself (code 93); `refused`: it refuses the key; the others are the manual's member states.
 */
export const mongodStates = [
  'unreachable',
  'refused',
  'uninitialised',
  'removed',
  'startup',
  'startup2',
  'recovering',
  'rollback',
  'primary',
  'secondary',
  'unknown',
] as const;

/** One of `mongodStates`. */
export type MongodState = (typeof mongodStates)[number];

/** Returns true for a mongod that serves reads in sync. */
export function isServing(state: MongodState | undefined): boolean {
  return state === 'primary' || state === 'secondary';
}

/** The state of a member that answers, and refuses the key of this one. MongoDB calls it not reachable too. */
export const otherKeyfile = '(has another keyfile)';

/** A member of the configuration. */
export interface Member {
  readonly host: string;
  /** Undefined for a host that is not a pod of the StatefulSet. */
  readonly ordinal: number | undefined;
  /** The state as `replSetGetStatus` shows it, or `otherKeyfile`. */
  readonly state: string;
  /** The time that the member is behind the primary, if it is known. */
  readonly lagSeconds?: number;
  /** Undefined unless this pod's mongod is the primary. */
  readonly options?: MemberOptions;
  /** The host and port for clients outside of the cluster. Undefined for none, or unless this pod's mongod is the primary. */
  readonly outside?: string;
}

/** The state of a pod that may become a member. `same`: it has this set's configuration; `other`: that of another set. */
export type PeerState = 'unreachable' | 'refused' | 'empty' | 'with data' | 'same' | 'other';

/** The state of a user or a role. `unwanted`: the user is to be removed; `refused`: its Secret cannot be used. */
export interface UserState {
  readonly name: string;
  readonly state:
    'synced' | 'refused' | 'missing' | 'wrong password' | 'wrong roles' | 'unwanted' | 'missing role' | 'wrong role';
  /** The reason why a Secret is refused. */
  readonly problem?: string;
}

/** A featureCompatibilityVersion that differs from the desired one. */
export interface Compatibility {
  readonly desired: string;
  readonly current: string;
  /** True if the desired one is older than the set's. */
  readonly lower: boolean;
  /** The hosts of the members that run an older release than the desired one. */
  readonly behind: readonly string[];
}

/** The desired topology, and what the set has of it. */
export interface Topology {
  readonly desired: DesiredTopology;
  readonly electionTimeoutMillis: number;
  /** The labels of the pods' nodes, by ordinal. */
  readonly nodeLabels: Readonly<Record<number, NodeLabels>>;
}

/**
 * A host's answer to a client that speaks TLS. `untrusted`: a certificate of another authority or for another name; `plain`: it ends
 * the connection, as a mongod without TLS does; `silent`: none.
 */
export type TlsAnswer = 'tls' | 'untrusted' | 'plain' | 'silent';

/** The state of the certificate in the Secret: mongod serves it, is to serve it, or must not for its `problem`. */
export interface TlsState {
  readonly certificate: 'served' | 'new' | 'refused';
  readonly problem?: string;
  /** The members' answers by host; undefined unless mongod accepts TLS, is to speak it to the members, and does not yet. */
  readonly answers?: Readonly<Record<string, TlsAnswer>>;
  /** The names outside of the cluster that the certificate is not for; undefined if it is for all. */
  readonly unnamed?: readonly string[];
}

/** The observation that an agent decides upon. */
export interface Observation {
  /** The ordinal of this pod. */
  readonly ordinal: number;
  /** The desired number of members; undefined if the API server did not answer. */
  readonly replicas: number | undefined;
  /** The reason why the API server did not answer. */
  readonly apiProblem?: string;
  /** The revision of the topology that the StatefulSet was applied with. */
  readonly revision?: string;
  /** The state of this pod's mongod. */
  readonly state: MongodState;
  /** In state `removed`: true if the stored configuration lists this member. */
  readonly listed: boolean;
  /** In state `removed` and listed: the time for which this member's name has resolved to its pod without helping. */
  readonly lostSeconds: number;
  readonly members: readonly Member[];
  /** The pods that may become members, by ordinal. */
  readonly peers: Readonly<Record<number, PeerState>>;
  /** The roles and after them the users that may have them. */
  readonly users: readonly UserState[];
  /** True if the set holds users; undefined unless this pod's mongod is the primary and a user or role is not as desired. */
  readonly holdsUsers?: boolean;
  /** Undefined if none is desired, or the set has it. */
  readonly compatibility: Compatibility | undefined;
  /** Undefined unless this pod's mongod is the primary. */
  readonly topology?: Topology;
  /** The labels of this pod's node. */
  readonly nodeLabels?: NodeLabels;
  /** The name of this pod's node. */
  readonly node?: string;
  /** The names of the members' nodes, by ordinal, as far as their agents answer; undefined unless this pod's mongod is the primary. */
  readonly nodes?: Readonly<Record<number, string>>;
  /** The reason why the cluster's DNS does not answer; undefined as long as all members are reachable. */
  readonly dnsProblem?: string;
  /** Undefined for a set without TLS. */
  readonly tls?: TlsState;
  /** The hosts that accept a connection of the agent while mongod cannot reach them. */
  readonly staleConnections?: readonly string[];
  /** The actions, as JSON, that failed and were not the only ones that were due since. */
  readonly failed?: readonly string[];
}

/** The codes of what an agent may wait for, which `/metrics` shows. The messages name hosts and Secrets. */
export const waitCodes = [
  'mongod',
  'keyfile',
  'dns',
  'state',
  'api_server',
  'members',
  'configuration',
  'primary',
  'users',
  'compatibility',
  'tls',
] as const;

/** One thing that an agent waits for. */
export interface WaitReason {
  readonly code: (typeof waitCodes)[number];
  readonly message: string;
}

/** An action that changes something. */
export type Change =
  | { readonly kind: 'initiate'; readonly ordinals: readonly number[] }
  | { readonly kind: 'add'; readonly ordinals: readonly number[] }
  | { readonly kind: 'remove'; readonly ordinal: number }
  | {
      readonly kind: 'configure';
      readonly members: Readonly<Record<number, Partial<MemberOptions>>>;
      readonly electionTimeoutMillis: number;
    }
  | { readonly kind: 'set horizons'; readonly hosts: readonly string[] }
  | { readonly kind: 'step down' }
  | { readonly kind: 'reconnect'; readonly hosts: readonly string[] }
  | { readonly kind: 'restart mongod' }
  | {
      readonly kind: 'create user' | 'change password' | 'change roles' | 'remove user';
      readonly user: string;
    }
  | { readonly kind: 'create role' | 'change role'; readonly role: string }
  | { readonly kind: 'raise compatibility'; readonly version: string }
  | { readonly kind: 'renew certificate' }
  | { readonly kind: 'raise TLS' };

/** The decision of one reconciliation: a change, reasons to wait, or `idle` if the set is as desired. */
export type Action =
  Change | { readonly kind: 'wait'; readonly reasons: readonly WaitReason[] } | { readonly kind: 'idle' };

/** The answer of `/status`: the last observation, unless there was none, and the action that followed. */
export interface AgentStatus extends Partial<Observation> {
  readonly ready: boolean;
  /** The time since the last reconciliation: all of this is that old. */
  readonly reconcileAgeSeconds: number;
  /** The time since `state` was observed; infinite, which JSON writes as null, before the first observation. */
  readonly observationAgeSeconds: number;
  /** The node that has the majority of the voting members, of which there are more than two: its loss stops all writes. */
  readonly majorityNode?: string;
  readonly action?: Action;
  /** The reason why the last reconciliation failed. */
  readonly failure?: string;
}
