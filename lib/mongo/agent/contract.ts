/**
 * The contract between the constructs, which render the agent's files, and the programs that read them in the cluster. It imports
 * nothing, for the programs run by mongosh without a package.
 */

/** The port of mongod, the same in every member. */
export const mongodPort = 27017;

/** The port at which a member's agent serves the probes, mongod's preStop hook, `/status` and `/metrics`. */
export const agentPort = 27027;

/** The directory at which the agent's ConfigMap is mounted. */
export const agentDirectory = '/agent';

/** The file of the agent's settings. */
export const settingsFile = 'agent.json';

/** The keys of the agent's ConfigMap: `start` is the script of mongosh, which loads `program`. */
export const agentFiles = {
  start: 'main.js',
  program: 'agent.js',
  settings: settingsFile,
  desired: 'desired.json',
} as const;

/** The directory at which the ConfigMap of a backup or of snapshots is mounted. */
export const jobDirectory = '/backup';

/** The programs of the Jobs: the names by which `run` of `jobFiles.program` knows them. */
export type JobProgram = 'backup' | 'slice' | 'restore' | 'snapshot' | 'import';

/** The keys of that ConfigMap. */
export const jobFiles = {
  program: 'jobs.js',
  backup: 'backup.json',
  slice: 'slices.json',
  restore: 'restore.json',
  snapshot: 'snapshots.json',
  import: 'import.json',
} as const;

const dumpName = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(_[\dTZ.t-]+)?\.archive\.gz$/;

/** Returns true for the name of a file that is a dump of a set. */
export function isDumpOf(set: string, file: string): boolean {
  return file.startsWith(`${set}-`) && dumpName.test(file.slice(set.length + 1));
}

/** The files, in the directory `run` of an import, by which a person and the program speak to each other, and its code of a final failure. */
export const importSignals = { following: 'following', finish: 'finish', refused: 2 } as const;

/** The volume of the StatefulSet with the members' key, the only Secret on it. */
export const keyfileVolume = 'keyfile';

/** The annotation of the StatefulSet with the revision of the topology that it was applied with. */
export const topologyAnnotation = 'cdk8s-backend/topology';

/** The name of the horizon that clients outside of the cluster get, in the members' `horizons`. */
export const outsideHorizon = 'outside';

/** The paths of the probes and of the preStop hook. */
export const agentPaths = { ready: '/readyz', alive: '/livez', drain: '/drain', metrics: '/metrics' } as const;

/** The settings of an agent, in `agent.json`: what stays as long as its pod. */
export interface AgentSettings {
  /** The name of the StatefulSet and of the replica set. */
  readonly name: string;
  readonly namespace: string;
  /** The domain of the members, such as `mongo.user-admin.svc.cluster.local`. */
  readonly domain: string;
  readonly port: number;
  readonly agentPort: number;
  /** The number of members, for an agent outside of a cluster; undefined: that of the StatefulSet. */
  readonly replicas?: number;
  /** The file of the members' key, as mongod was started with it. */
  readonly keyfile: string;
  /** The file of the desired state. */
  readonly desired: string;
  /** The directory of the users' Secrets, a directory each. */
  readonly users: string;
  /** Undefined for a set without TLS. */
  readonly tls?: TlsSettings;
}

/** The set's use of TLS. */
export interface TlsSettings {
  readonly mode: 'allow' | 'prefer' | 'require';
  /** The directory of the certificate's Secret. */
  readonly source: string;
  /** The directory from which mongod reads the certificate. */
  readonly served: string;
}

/** The desired state of a running set, in `desired.json`. The agent reads it before every reconciliation. */
export interface DesiredState {
  readonly users: readonly DesiredUser[];
  readonly roles: readonly DesiredRole[];
  readonly removedUsers: readonly RemovedLogin[];
  /** Undefined: as the set has it. */
  readonly featureCompatibilityVersion?: string;
  readonly topology: DesiredTopology;
}

/** A user of the set. */
export interface DesiredUser {
  /** The name of its Secret, and of the directory of the Secret's files. */
  readonly name: string;
  readonly database: string;
  readonly roles: readonly RoleName[];
  readonly passwordAlphabet: 'uri' | 'printable';
}

/** A user that the set must not have, by the name that it logs in with. */
export interface RemovedLogin {
  readonly username: string;
  readonly database: string;
}

/** The name of a role and its database. */
export interface RoleName {
  readonly role: string;
  readonly db: string;
}

/** A role of the set. */
export interface DesiredRole extends RoleName {
  readonly privileges: readonly { readonly resource: object; readonly actions: readonly string[] }[];
  readonly roles: readonly RoleName[];
}

/** The desired replica set configuration, beside its members' hosts. */
export interface DesiredTopology {
  /** A hash of the rest, which the StatefulSet has as an annotation: an agent whose file has another one waits for the kubelet. */
  readonly revision: string;
  readonly electionTimeoutMillis: number;
  readonly zoneTags: boolean;
  /** The options that differ from those of an ordinary member, by ordinal. */
  readonly members: Readonly<Record<string, Partial<MemberOptions>>>;
  /** The hosts and ports by which clients outside of the cluster find the members, by ordinal. Undefined: these clients have none. */
  readonly outside?: readonly string[];
}

/** The options of a member. One without a vote, or hidden, has priority 0: the server allows nothing else. */
export interface MemberOptions {
  readonly votes: number;
  readonly priority: number;
  readonly hidden: boolean;
  readonly secondaryDelaySecs: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** The zone and region of a pod's node, as far as they are known. */
export interface NodeLabels {
  readonly zone?: string;
  readonly region?: string;
}

/** The input of a Job that connects to a set. */
export interface JobSettings {
  /** The name of the set. */
  readonly set: string;
  /** The connection string, without credentials. */
  readonly uri: string;
  /** The directory of the user's Secret. */
  readonly user: string;
}

/** The input of a Job that runs MongoDB's tools. */
export interface ToolSettings extends JobSettings {
  /** A directory in memory. */
  readonly run: string;
}

/** The input of a Job that uses dumps. */
export interface DumpSettings extends ToolSettings {
  /** The directory of the dumps. */
  readonly dumps: string;
}

/** The input of a dump, in `backup.json`. */
export interface BackupSettings extends DumpSettings {
  /** The number of dumps that are kept. */
  readonly keep: number;
  /** True if slices of the oplog follow the dump. */
  readonly pointInTime?: boolean;
}

/** Files in a bucket, which a client puts beside a program and takes from there. */
export interface Listed {
  /** The file with the names of those in the bucket; undefined for dumps on a volume. */
  readonly listing?: string;
}

/** The input of a slice of the oplog, in `slices.json`. */
export interface SliceSettings extends DumpSettings, Listed {}

/** A restore, with every default decided. */
export interface RestoreTarget {
  /** The name of the set that is restored into. */
  readonly into: string;
  /** The name of the set that was dumped. */
  readonly from: string;
  /** The name of a dump, or `latest`. */
  readonly dump: string;
  /** The second whose beginning is restored, as `2026-01-04T03:00:00Z`; undefined for the end of the dump. */
  readonly to?: string;
  readonly replaceData: boolean;
  /** The file beside the dumps that marks this restore as done. */
  readonly mark: string;
}

/** The input of a restore, in `restore.json`. */
export interface RestoreSettings extends DumpSettings, RestoreTarget, Listed {}

/** The input of a snapshot, in `snapshots.json`. */
export interface SnapshotSettings extends JobSettings {
  readonly namespace: string;
  /** The labels of the snapshots. */
  readonly labels: Readonly<Record<string, string>>;
  /** The label, as `key=value`, of the snapshots that this Job may delete. */
  readonly selector: string;
  /** The VolumeSnapshotClass; undefined for the cluster's default. */
  readonly className?: string;
  /** The number of snapshots that are kept. */
  readonly keep: number;
  /** The time that a snapshot may take. */
  readonly readySeconds: number;
}

/** The input of an import, in `import.json`. */
export interface ImportSettings extends ToolSettings {
  /** The file of the source's connection string. */
  readonly source: string;
  /** The file of the certificates by which the source's are verified; undefined for those of the image. */
  readonly sourceAuthority?: string;
  /** The files of the certificate and its key that the source is shown; undefined for none. */
  readonly sourceCertificate?: { readonly certificate: string; readonly key: string };
  /** True if the source's oplog is followed after the copy. */
  readonly follow: boolean;
  readonly replaceData: boolean;
  /** The name by which the set knows that this import is done. */
  readonly mark: string;
}
