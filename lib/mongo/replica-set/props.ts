import { dns } from '../../network/dns';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { unlessThrown } from '../../findings/thrown';
import { Groups, overrides } from '../../construct/overrides';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { pods } from '../../pods/pods';
import { registry } from '../../pods/registry';
import { array } from '../../props/array';
import { instance } from '../../props/instance';
import { object } from '../../props/object';
import { parseProps } from '../../props/props';
import { custom, integer, oneOf, string } from '../../props/scalar';
import { Decided, decided, optional, Props, PropsOf } from '../../props/schema';
import { SecretKey } from '../../secrets/secret-ref';
import { apiServerAccess } from '../members/address-access';
import { topology } from '../members/topology';
import { mongodImage, series } from '../mongod/compatibility';
import { mongod } from '../mongod/mongod-settings';
import { sizing } from '../mongod/sizing';
import { storage } from '../mongod/storage';
import { mongoMonitoring } from '../monitoring/monitoring';
import { expose } from '../expose/expose';
import { tls } from '../tls/tls';
import { users, usersWithSecrets } from '../users/user';

const objects = [
  'agentConfig',
  'alerts',
  'certificate',
  'dashboard',
  'exporterDeployment',
  'exporterMonitor',
  'exporterNetworkPolicy',
  'exporterService',
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

/** The groups of objects that can be overridden, and their child ids: the Services outside of the cluster by ordinal. */
export const overridableGroups = {
  outsideServices: (ordinal: string) => `outside-service-${ordinal}`,
} satisfies Groups;

/** The props of a MongoStatefulSet. */
export const mongo = object({
  ...sizing.entries,
  ...mongod.entries,
  ...tls.entries,
  ...expose.entries,
  ...users.entries,
  ...topology.entries,
  ...mongoMonitoring.entries,
  ...pods.entries,
  ...registry.entries,
  ...dns.entries,
  /** Not supported: an arbiter votes without data, so that majority writes stop, or are lost, with one member down. */
  arbiters: optional(custom<never>('left out', arbitersProblem)),
  /**
   * The official image of MongoDB in a patch release of 5.0 or later, or one with the same programs and user. Mongod and the agent run
   * from it.
   * @default - 'docker.io/library/mongo:8.0.30'
   */
  image: mongodImage,
  /**
   * The release series whose data format the set uses. The agent raises it once every member runs that series. An older series cannot run
   * after that, and the agent lowers nothing.
   * @default - as the set has it: a new set the image's own, an upgraded set that of the image before
   */
  featureCompatibilityVersion: optional(series),
  /** The volume of each member. */
  storage,
  /** The key by which the members authenticate to each other: 6 to 1024 base64 characters. It gives all rights on the set. */
  keyfile: instance(SecretKey, {
    wanted: 'a key of a SecretRef',
    example: 'new SecretRef(chart, "mongo-keyfile", { keys: ["keyfile"] }).key("keyfile")',
  }),
  /** The time that mongod may take to recover until its port is open, in seconds, from 60. @default 3600 */
  startupSeconds: integer({ min: 60, default: 3600 }),
  /**
   * The rule for two members on one node. `preferred`: two members share a node if there is no other room. `required`: they never do.
   * @default 'preferred'
   */
  podAntiAffinity: oneOf(['preferred', 'required'], { example: '"preferred"', default: 'preferred' }),
  /**
   * Further namespaces of clients: the members let in their pods too, if these have the `clientLabels` of the set's endpoint, as a
   * BackendService there has with a connection of a user whose Secret is a copy (`copyOf`).
   * @default - none: the set's namespace alone
   */
  clientNamespaces: array(string({ check: dnsLabelProblem }), { example: '["reports"]', default: [] }),
  /** The cluster's DNS domain. @default 'cluster.local' */
  clusterDomain: string({
    check: (domain) => dnsSubdomainProblem(domain),
    example: '"cluster.local"',
    default: 'cluster.local',
  }),
  /**
   * The addresses of the API server, to which the NetworkPolicy allows egress for the agents.
   * @default - any address, at port 443 or 6443
   */
  apiServer: optional(apiServerAccess, decided(apiServerAccess, {})),
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  overrides: optional(overrides(objects, overridableGroups)),
});

/** The props of a MongoStatefulSet, as a program writes them. */
export interface MongoStatefulSetProps extends PropsOf<typeof mongo>, Props {}

/** The props of a MongoStatefulSet with their defaults. */
export interface DecidedMongo extends Decided<typeof mongo> {}

/**
 * Returns the props with their defaults, and reports every issue. Props that were reported get a valid value, so that the checks across
 * props do not report them once more.
 */
export function decideMongo(
  findings: Findings,
  given: MongoStatefulSetProps,
  namespace: string | undefined,
): DecidedMongo {
  const parsed = parseProps(findings, mongo, given, {
    of: 'a MongoStatefulSet',
    example: '{ storage, keyfile }',
    synonyms: { replicas: 'members', size: 'storage', version: 'image' },
  });
  const keyfile = new SecretKey('mongo-keyfile', 'keyfile', namespace);
  const { users: listed, metrics: monitored } = unlessThrown<Partial<MongoStatefulSetProps>>({}, () => ({ ...given }));
  const metrics = monitored === undefined ? undefined : { labels: { release: 'prometheus' } };
  // Kubernetes 1.35 has all that props can need.
  const valid = decided(mongo, { storage: { size: '1Gi' }, keyfile, kubernetes: '1.35', metrics });
  return { ...valid, users: usersWithSecrets(listed), ...parsed };
}

function arbitersProblem(arbiters: unknown): Problem {
  const want =
    'must be left out, because arbiters vote without data, so that one member down stops or loses majority writes';
  return { code: 'unsupported', want, got: quoted(arbiters), write: 'write members: 3' };
}
