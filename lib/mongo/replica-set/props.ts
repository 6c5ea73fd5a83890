import { DnsProps } from '../../network/dns';
import { Overrides } from '../../construct/overrides';
import { podsOf, PodsProps } from '../../pods/pods';
import { mirrored, RegistryProps } from '../../pods/registry';
import { SecretKey } from '../../secrets/secret-ref';
import { defaultKubernetes } from '../../kubernetes/kubernetes-version';
import { Spreading } from '../../pods/spreading';
import { MongoSeries } from '../mongod/compatibility';
import { MongodProps } from '../mongod/mongod-settings';
import { MongoMonitoringProps, withExporterUser } from '../monitoring/monitoring';
import { mongodbUser } from '../members/mongod-paths';
import { ApiServerAccess, MongoSet } from './set';
import { mongodResources, MongoSizingProps } from '../mongod/sizing';
import { MongoStorage } from '../mongod/storage';
import { mongoTls, MongoTlsProps } from '../tls/tls';
import { mongoTopology, MongoTopologyProps } from '../members/topology';
import { MongoUsersProps, users } from '../users/user';
import { decided } from '../../props/schema';

export interface MongoStatefulSetProps
  extends
    MongoSizingProps,
    MongodProps,
    MongoTlsProps,
    MongoUsersProps,
    MongoTopologyProps,
    MongoMonitoringProps,
    PodsProps,
    RegistryProps,
    DnsProps {
  /**
   * The voting members of the replica set, all of which hold data.
   * @default 3
   */
  readonly members?: 1 | 3 | 5 | 7;
  /** Refused: an arbiter votes without data, so that majority writes stop, or are lost, with one member down. */
  readonly arbiters?: never;
  /**
   * The official image of MongoDB in a patch release of 5.0 or later, or one with the same programs and user. Mongod and the agent run
   * from it.
   * @default 'docker.io/library/mongo:8.0.30'
   */
  readonly image?: string;
  /**
   * The release series whose data format the set is to use. The agent raises it once every member runs that series, after which no
   * older one can run; it lowers nothing.
   * @default - as the set has it: a new one the image's own, an upgraded one the series before
   */
  readonly featureCompatibilityVersion?: MongoSeries;
  /** The volume of each member. */
  readonly storage: MongoStorage;
  /** The key that the members know each other by: 6 to 1024 base64 characters. Whoever has it can do everything. */
  readonly keyfile: SecretKey;
  /**
   * How long mongod may take to recover until its port is open, in seconds.
   * @default 3600
   */
  readonly startupSeconds?: number;
  /**
   * Whether two members may share a node when there is no other room.
   * @default 'preferred'
   */
  readonly spreading?: Spreading;
  /**
   * The cluster's DNS domain.
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
  /**
   * Where the NetworkPolicy lets the agents reach the API server.
   * @default - any address, at port 443 or 6443
   */
  readonly apiServer?: ApiServerAccess;
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  readonly overrides?: Overrides<(typeof mongoObjects)[number]>;
}

/** The objects that a MongoStatefulSet renders. */
export const mongoObjects = [
  'agentConfig',
  'alerts',
  'certificate',
  'mongodConfig',
  'monitor',
  'networkPolicy',
  'podDisruptionBudget',
  'role',
  'roleBinding',
  'service',
  'serviceAccount',
  'statefulSet',
] as const;

/** The set with every default decided. */
export function mongoSet(name: string, namespace: string | undefined, props: MongoStatefulSetProps): MongoSet {
  const decidedUsers = decided(users, props);
  return {
    name,
    namespace,
    clusterDomain: props.clusterDomain ?? 'cluster.local',
    pods: podsOf(name, namespace, props, { component: 'database', partOf: namespace, userId: mongodbUser }),
    clientLabels: { [`${name}-client`]: 'true' },
    members: props.members ?? 3,
    topology: mongoTopology(props),
    kubernetes: props.kubernetes ?? defaultKubernetes,
    image: mirrored(props.image ?? 'docker.io/library/mongo:8.0.30', props),
    registry: props.registry,
    storage: props.storage,
    keyfile: props.keyfile,
    tls: mongoTls(name, namespace, props.tls),
    mongod: props.mongod ?? {},
    featureCompatibilityVersion: props.featureCompatibilityVersion,
    ...decidedUsers,
    users: withExporterUser(decidedUsers.users, props.exporter),
    resources: mongodResources(props),
    startupSeconds: props.startupSeconds ?? 3600,
    spreading: props.spreading ?? 'preferred',
    apiServer: props.apiServer ?? {},
    dns: props.dns,
    metrics: props.metrics,
    exporter: props.exporter,
  };
}
