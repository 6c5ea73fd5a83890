import { Dns } from '../dns/dns';
import { agentDirectory, agentFiles, mongodPort } from './agent/contract';
import { MongoExporter } from './exporter';
import { MongodSettings } from './mongod-settings';
import { MongoStorage } from './storage';
import { MongoTopology, visibleOrdinals } from './topology';
import { MongoCustomRole } from './role';
import { MongoUser, RemovedUser } from './user';
import { KubernetesVersion } from '../values/kubernetes-version';
import { Monitoring } from '../values/monitoring';
import { Resources } from '../values/resources';
import { Pods } from '../pods/pods';
import { SecretKey } from '../secret-ref';
import { Spreading } from '../values/spreading';
import { MongoSetTls } from './tls';

type Labels = Readonly<Record<string, string>>;

/** The user `mongodb` of the official image, and its group. */
export const mongodbUser = 999;

/** Where a member's containers find what is mounted for them. */
export const mongoPaths = {
  data: '/data/db',
  keyfile: '/run/mongo/keyfile',
  /** The file of the desired state, which the agent reads before every reconciliation. */
  desired: `${agentDirectory}/${agentFiles.desired}`,
  /** The users' Secrets, a directory each. */
  users: '/etc/users',
  /** The Secret of the members' certificate, and what mongod reads of it. */
  certificateSecret: '/etc/tls',
  certificate: '/run/tls',
} as const;

/** Where the API server answers the agents. A policy sees the address behind the Service `kubernetes`, which no label selects. */
export interface ApiServerAccess {
  /**
   * The API server's addresses, as CIDR blocks.
   * @default - any address
   */
  readonly cidrs?: readonly string[];
  /**
   * Its ports.
   * @default [443, 6443]
   */
  readonly ports?: readonly number[];
}

/** A MongoStatefulSet's props with every default decided. */
export interface MongoSet {
  /** The name of the StatefulSet, of most other objects, and of the replica set. */
  readonly name: string;
  /** Undefined only in a chart without one, which is reported. */
  readonly namespace: string | undefined;
  readonly clusterDomain: string;
  readonly pods: Pods;
  readonly clientLabels: Labels;
  /** Those that vote; their ordinals are the first ones. */
  readonly members: number;
  readonly topology: MongoTopology;
  readonly kubernetes: KubernetesVersion;
  readonly image: string;
  /** The mirror of Docker Hub; undefined for none. */
  readonly registry?: string;
  readonly storage: MongoStorage;
  readonly keyfile: SecretKey;
  /** Undefined for a set without TLS. */
  readonly tls?: MongoSetTls;
  readonly mongod: MongodSettings;
  /** Undefined: as the set has it. */
  readonly featureCompatibilityVersion?: string;
  readonly users: readonly MongoUser[];
  readonly roles: readonly MongoCustomRole[];
  readonly removedUsers: readonly RemovedUser[];
  readonly resources: Resources;
  readonly startupSeconds: number;
  readonly spreading: Spreading;
  readonly apiServer: ApiServerAccess;
  /** Undefined: those of most clusters. */
  readonly dns?: Dns;
  /** Undefined: nobody asks for metrics. */
  readonly metrics?: Monitoring;
  readonly exporter?: MongoExporter;
}

/** The name of the ConfigMap with the files of mongod, or of the agent. */
export function configMapName(set: MongoSet, container: 'mongod' | 'agent'): string {
  return `${set.name}-${container}`;
}

/** The members' common DNS domain, such as `mongo.user-admin.svc.cluster.local`. */
export function membersDomain({ name, namespace = '', clusterDomain }: MongoSet): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

/** The hosts and ports by which clients find the set: those of the members that are not hidden. */
export function memberHosts(set: MongoSet): string[] {
  return visibleOrdinals(set.members, set.topology).map(
    (ordinal) => `${set.name}-${ordinal}.${membersDomain(set)}:${mongodPort}`,
  );
}
