import { Dns } from '../../network/dns';
import { MongoExporter } from '../monitoring/exporter';
import { MongodSettings } from '../mongod/mongod-settings';
import { MongoStorage } from '../mongod/storage';
import { MongoTopology } from '../members/topology';
import { MongoCustomRole } from '../users/role';
import { DecidedRemovedUser, DecidedUser } from '../users/user';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Monitoring } from '../../operators/monitoring';
import { Resources } from '../../kubernetes/resources';
import { Pods } from '../../pods/pods';
import { SecretKey } from '../../secrets/secret-ref';
import { Spreading } from '../../pods/spreading';
import { MongoSetTls } from '../tls/tls';

type Labels = Readonly<Record<string, string>>;

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
  readonly users: readonly DecidedUser[];
  readonly roles: readonly MongoCustomRole[];
  readonly removedUsers: readonly DecidedRemovedUser[];
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
