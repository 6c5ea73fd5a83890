import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { k8s } from '../imports/k8s';
import { ComposedValue } from './values/composed-value';
import { Endpoint } from './values/endpoint';
import { Findings, shown } from './values/findings';
import { imageProblem, imageVersion } from './values/image';
import { objectLabels, selectorLabels, versionLabel } from './values/labels';
import { agentFiles, mongodFiles } from './mongo/configuration';
import { checkConnection, mongoConnection, MongoConnectionProps } from './mongo/connection';
import { membersServiceSpec, mongoStatefulSetSpec, renderedClaimFields } from './mongo/members';
import { mongodMemoryProblem } from './mongo/memory';
import { mongoNetworkPolicySpec } from './mongo/network-policy';
import { ApiServerAccess, configMapName, mongodPort, MongoSet, MongoStorage } from './mongo/set';
import { checkUsers, MongoUser } from './mongo/user';
import { dnsSubdomainProblem, serviceNameProblem } from './values/names';
import { integerProblem } from './values/numbers';
import { bytesProblem } from './values/quantity';
import { addRenderedFields } from './values/rendered-fields';
import { checkResources, Resources, withDefaults } from './values/resources';
import { SecretKey } from './secret-ref';
import { Spreading } from './values/spreading';

const defaultResources: Resources = {
  requests: { cpu: '250m', memory: '1Gi', 'ephemeral-storage': '64Mi' },
  // A generous ceiling on CPU: several times the request, so that it throttles runaways and nothing else.
  limits: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '256Mi' },
};

export interface MongoStatefulSetProps {
  /**
   * The members of the replica set, all of which hold data and vote.
   * @default 3
   */
  readonly members?: 1 | 3 | 5 | 7;
  /**
   * The official image of MongoDB in a patch release, or one with the same programs and user. Mongod and the agent run from it.
   * @default 'docker.io/library/mongo:8.0.30'
   */
  readonly image?: string;
  /** The volume of each member. */
  readonly storage: MongoStorage;
  /** The key that the members know each other by: 6 to 1024 base64 characters. Whoever has it can do everything. */
  readonly keyfile: SecretKey;
  /**
   * The users that the set has; one that is taken out of the list stays in the database.
   * @default - none
   */
  readonly users?: readonly MongoUser[];
  /**
   * What mongod asks for, and at most gets. The memory limit, at least 512Mi, decides the size of the cache.
   * @default - requests 250m CPU, 1Gi memory, 64Mi ephemeral storage; limits 2 CPU, as much memory, 256Mi ephemeral storage
   */
  readonly resources?: Resources;
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
   * The value of the label `app.kubernetes.io/part-of`.
   * @default - the namespace
   */
  readonly partOf?: string;
}

/**
 * A MongoDB replica set that needs no operator: a StatefulSet whose pods each run mongod and an agent, which initiates the set, has
 * its configuration follow the StatefulSet's replicas and its users follow their Secrets. Everything is named after the
 * construct's id.
 */
export class MongoStatefulSet extends Construct {
  readonly serviceAccount: k8s.KubeServiceAccount;
  readonly role: k8s.KubeRole;
  readonly roleBinding: k8s.KubeRoleBinding;
  readonly mongodConfigMap: k8s.KubeConfigMap;
  readonly agentConfigMap: k8s.KubeConfigMap;
  readonly service: k8s.KubeService;
  readonly networkPolicy: k8s.KubeNetworkPolicy;
  /** Undefined for a single member, of which a budget would block every drain. */
  readonly podDisruptionBudget?: k8s.KubePodDisruptionBudget;
  readonly statefulSet: k8s.KubeStatefulSet;
  /** The members' port; pods that carry its `clientLabels` are let in. */
  readonly endpoint: Endpoint;
  readonly #set: MongoSet;
  readonly #findings: Findings;

  constructor(scope: Construct, id: string, props: MongoStatefulSetProps) {
    super(scope, id);
    const namespace = Chart.of(this).namespace;
    const set = resolve(id, namespace, props);
    const { labels, selector, clientLabels } = set;
    const metadata = { name: id, namespace, labels };
    this.#set = set;
    this.#findings = new Findings(this);
    check(this.#findings, set);

    this.serviceAccount = new k8s.KubeServiceAccount(this, 'service-account', {
      metadata,
      automountServiceAccountToken: false,
    });
    this.role = new k8s.KubeRole(this, 'role', {
      metadata,
      rules: [{ apiGroups: ['apps'], resources: ['statefulsets'], resourceNames: [id], verbs: ['get'] }],
    });
    this.roleBinding = new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: id },
      subjects: [{ kind: 'ServiceAccount', name: id, namespace }],
    });
    this.mongodConfigMap = new k8s.KubeConfigMap(this, 'mongod-config', {
      metadata: { ...metadata, name: configMapName(set, 'mongod') },
      data: mongodFiles(set),
    });
    this.agentConfigMap = new k8s.KubeConfigMap(this, 'agent-config', {
      metadata: { ...metadata, name: configMapName(set, 'agent') },
      data: agentFiles(set),
    });
    this.service = new k8s.KubeService(this, 'service', { metadata, spec: membersServiceSpec(set) });
    this.networkPolicy = new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata,
      spec: mongoNetworkPolicySpec(set),
    });
    if (set.members > 1) {
      this.podDisruptionBudget = new k8s.KubePodDisruptionBudget(this, 'pod-disruption-budget', {
        metadata,
        spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: selector } },
      });
    }
    this.statefulSet = new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: {
        ...metadata,
        labels: { ...labels, ...versionLabel(set.image) },
        // The official image's user and group are 999.
        annotations: { 'kube-score/ignore': 'container-security-context-user-group-id' },
      },
      spec: mongoStatefulSetSpec(set),
    });
    addRenderedFields(this.statefulSet, renderedClaimFields());
    this.endpoint = { namespace, labels: selector, port: mongodPort, clientLabels };
  }

  /**
   * The connection string of one of the users to a database, with all members as seeds, for a backend's environment. Pods that use
   * it carry the endpoint's client labels.
   */
  connection(props: MongoConnectionProps): ComposedValue {
    checkConnection(this.#findings, this.#set, props);
    return mongoConnection(this.#set, this.endpoint, props);
  }
}

function resolve(name: string, namespace: string | undefined, props: MongoStatefulSetProps): MongoSet {
  return {
    name,
    namespace,
    clusterDomain: props.clusterDomain ?? 'cluster.local',
    labels: objectLabels(name, { component: 'database', partOf: props.partOf ?? namespace }),
    selector: selectorLabels(name),
    clientLabels: { [`${name}-client`]: 'true' },
    members: props.members ?? 3,
    image: props.image ?? 'docker.io/library/mongo:8.0.30',
    storage: props.storage,
    keyfile: props.keyfile,
    users: props.users ?? [],
    resources: withMemoryReserved(withDefaults(props.resources, defaultResources)),
    startupSeconds: props.startupSeconds ?? 3600,
    spreading: props.spreading ?? 'preferred',
    apiServer: props.apiServer ?? {},
  };
}

/** All memory is asked for: what the cache holds cannot be given back. */
function withMemoryReserved({ requests, limits }: Resources): Resources {
  return { requests: { ...requests, memory: limits?.memory }, limits };
}

function check(findings: Findings, set: MongoSet): void {
  // 63 for a pod's label with the revision, `<name>-<10 characters>`.
  findings.add('id', serviceNameProblem(set.name, 52));
  findings.add('members', membersProblem(set.members));
  findings.add('image', imageProblem(set.image) ?? movingTagProblem(set.image));
  findings.add('storage.size', bytesProblem(set.storage.size));
  if (set.keyfile.namespace !== set.namespace) {
    findings.add(
      'keyfile',
      `must be a Secret of the set's namespace, got one of ${shown(set.keyfile.namespace)}; make the SecretRef in the set's chart`,
    );
  }
  checkUsers(findings, set.users, set.namespace);
  checkResources(findings, set.resources);
  findings.add('resources.limits.memory', mongodMemoryProblem(set.resources.limits?.memory ?? ''));
  findings.add('startupSeconds', integerProblem(set.startupSeconds, 60));
  findings.add('clusterDomain', dnsSubdomainProblem(set.clusterDomain));
}

function membersProblem(members: unknown): string | undefined {
  if (members === 1 || members === 3 || members === 5 || members === 7) return undefined;
  if (members === 2 || members === 4 || members === 6)
    return `must be odd, got ${members}; use ${members - 1} or ${members + 1}`;
  return `must be 1, 3, 5 or 7, got ${shown(members)}; use 3`;
}

/** `8`, `8.0` and `8.0-noble` move to other releases under a running set; the members would come to differ. */
function movingTagProblem(image: string): string | undefined {
  const moves = !image.includes('@') && /^\d+(\.\d+)?(-.*)?$/.test(imageVersion(image) ?? '');
  return moves
    ? `has a tag that moves to other releases, got ${shown(image)}; write a patch release such as "mongo:8.0.30"`
    : undefined;
}
