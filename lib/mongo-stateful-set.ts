import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { k8s } from '../imports/k8s';
import { Dns } from './dns/dns';
import { withDns } from './dns/set-dns';
import { ComposedValue } from './secrets/composed-value';
import { statedTypes } from './secrets/stated-types';
import { Endpoint } from './values/endpoint';
import { Findings } from './values/findings';
import { placed } from './placement/placed';
import { versionLabel } from './values/labels';
import { mongodPort, topologyAnnotation } from './mongo/agent/contract';
import { checkBinding, MongoBinding, mongoBinding, MongoBindingProps } from './mongo/binding';
import { addCertificate } from './mongo/certificate';
import { checkSet } from './mongo/checks';
import { agentConfiguration, mongodFiles } from './mongo/configuration';
import { checkConnection, mongoConnection, MongoConnectionProps } from './mongo/connection';
import { membersServiceSpec, mongoStatefulSetSpec, renderedClaimFields } from './mongo/members';
import { monitoringObjects } from './mongo/monitoring-objects';
import { mongoNetworkPolicySpec } from './mongo/network-policy';
import { mongoSet, MongoStatefulSetProps } from './mongo/props';
import { ApiServerAccess, configMapName, mongodbUser, MongoSet } from './mongo/set';
import { connectionOf, noConnection, soundBinding, soundConnection } from './mongo/sound-connection';
import { soundProps } from './mongo/sound-props';
import { mongodbUserChecks } from './mongo/pod';
import { MongoStorage } from './mongo/storage';
import { connectionTls } from './mongo/tls-files';
import { agentTopology, ordinals } from './mongo/topology';
import { MongoUser } from './mongo/user';
import { completeObject, finishObjects } from './overrides/overrides';
import { withIgnored } from './pods/metadata';
import { SecretKey, SecretRef } from './secret-ref';

/**
 * A MongoDB replica set that needs no operator: a StatefulSet whose pods each run mongod and an agent, which initiates the set, has
 * its configuration follow the StatefulSet's replicas and its users follow their Secrets. Everything is named after the
 * construct's id.
 */
export class MongoStatefulSet extends Construct {
  /** Undefined if `existingServiceAccount` is set. */
  readonly serviceAccount?: k8s.KubeServiceAccount;
  readonly role: k8s.KubeRole;
  readonly roleBinding: k8s.KubeRoleBinding;
  readonly mongodConfigMap: k8s.KubeConfigMap;
  readonly agentConfigMap: k8s.KubeConfigMap;
  readonly service: k8s.KubeService;
  readonly networkPolicy?: k8s.KubeNetworkPolicy;
  /** Undefined for a single member, of which a budget would block every drain. */
  readonly podDisruptionBudget?: k8s.KubePodDisruptionBudget;
  readonly statefulSet: k8s.KubeStatefulSet;
  /** The ServiceMonitor or PodMonitor. */
  readonly monitor?: ApiObject;
  /** The PrometheusRule. */
  readonly alerts?: ApiObject;
  /** cert-manager's Certificate. */
  readonly certificate?: ApiObject;
  /** The name of the set, and of most of its objects. */
  readonly name: string;
  /** The image that mongod runs from. */
  readonly image: string;
  /** The mirror of Docker Hub; undefined for none. */
  readonly registry: string | undefined;
  /** The Secrets with the registries' credentials; undefined for none. */
  readonly imagePullSecrets: readonly SecretRef[] | undefined;
  /** The user that the image runs as. */
  readonly userId: number | 'assigned';
  /** The value of the label `app.kubernetes.io/part-of`. */
  readonly partOf: string | undefined;
  /** The members' port; pods that carry its `clientLabels` are let in. */
  readonly endpoint: Endpoint;
  /** The volumes of each member. */
  readonly storage: MongoStorage;
  /** The users that the agents make. */
  readonly users: readonly MongoUser[];
  /** What a connection needs as files, by their path: the certificates that those of the members are checked by. */
  readonly connectionFiles: Readonly<Record<string, SecretKey>>;
  /** Where the NetworkPolicy lets the agents reach the API server. */
  readonly apiServer: ApiServerAccess;
  /** The DNS servers that the NetworkPolicy allows; undefined for those of most clusters. */
  readonly dns?: Dns;
  readonly #set: MongoSet;
  readonly #findings: Findings;

  constructor(scope: Construct, id: string, given: MongoStatefulSetProps) {
    super(...placed('MongoStatefulSet', scope, id));
    const namespace = Chart.of(this).namespace;
    this.#findings = new Findings();
    this.node.addValidation(this.#findings);
    const props = withDns(this, soundProps(this.#findings, given, namespace));
    const set = mongoSet(id, namespace, props);
    const { clientLabels, pods } = set;
    const { metadata, selector } = pods;
    this.#set = set;
    checkSet(this.#findings, set, props);

    if (props.existingServiceAccount === undefined)
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
      subjects: [{ kind: 'ServiceAccount', name: pods.spec.serviceAccountName, namespace }],
    });
    this.mongodConfigMap = new k8s.KubeConfigMap(this, 'mongod-config', {
      metadata: { ...metadata, name: configMapName(set, 'mongod') },
      data: mongodFiles(set),
    });
    this.agentConfigMap = new k8s.KubeConfigMap(this, 'agent-config', {
      metadata: { ...metadata, name: configMapName(set, 'agent') },
      data: agentConfiguration(set),
    });
    this.certificate = addCertificate(this, metadata, set);
    this.service = new k8s.KubeService(this, 'service', { metadata, spec: membersServiceSpec(set) });
    if (props.networkPolicy !== false)
      this.networkPolicy = new k8s.KubeNetworkPolicy(this, 'network-policy', {
        metadata,
        spec: mongoNetworkPolicySpec(set),
      });
    if (ordinals(set.members, set.topology).length > 1) {
      this.podDisruptionBudget = new k8s.KubePodDisruptionBudget(this, 'pod-disruption-budget', {
        metadata,
        spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: selector } },
      });
    }
    this.statefulSet = new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: {
        ...metadata,
        labels: { ...metadata.labels, ...versionLabel(set.image) },
        annotations: {
          // A member restarts with the image that its node has, whether or not the registry answers; that a tag moves is refused.
          ...withIgnored(metadata.annotations, ['container-image-pull-policy', ...mongodbUserChecks]),
          'polaris.fairwinds.com/pullPolicyNotAlways-exempt': 'true',
          [topologyAnnotation]: agentTopology(set.members, set.topology).revision,
          ...statedTypes([set.keyfile, ...set.users.map(({ credentials }) => credentials)]),
        },
      },
      spec: mongoStatefulSetSpec(set),
    });
    completeObject(this.statefulSet, renderedClaimFields(set));
    const { monitor, alerts } = monitoringObjects(set, metadata);
    if (monitor !== undefined) this.monitor = new ApiObject(this, 'monitor', monitor);
    if (alerts !== undefined) this.alerts = new ApiObject(this, 'alerts', alerts);
    this.name = id;
    this.image = set.image;
    this.registry = set.registry;
    this.imagePullSecrets = props.imagePullSecrets;
    this.userId = props.userId ?? mongodbUser;
    this.partOf = props.partOf ?? namespace;
    this.storage = set.storage;
    this.users = set.users;
    this.connectionFiles = connectionTls(set).files ?? {};
    this.apiServer = set.apiServer;
    this.dns = set.dns;
    this.endpoint = { namespace, labels: selector, port: mongodPort, clientLabels };
    finishObjects(this, props.overrides);
  }

  /**
   * The connection string of one of the users to a database, with all visible members as seeds, for a backend's environment. Pods that
   * use it carry the endpoint's client labels; the members let in those of their own namespace alone.
   */
  connection(given: MongoConnectionProps): ComposedValue {
    const props = soundConnection(this.#findings, given);
    if (props === undefined) return noConnection(this.endpoint);
    checkConnection(this.#findings, this.#set, props);
    return mongoConnection(this.#set, this.endpoint, props);
  }

  /**
   * A connection string that stands in a Secret under one key, such as External Secrets' templates or an administrator make: an
   * environment variable that holds it, and the way to the members, who let in pods of their own namespace alone.
   */
  connectionFrom(uri: SecretKey): ComposedValue {
    return connectionOf(this.#findings, uri, { endpoint: this.endpoint, files: this.connectionFiles });
  }

  /**
   * One of the users with a database, as the Service Binding specification has it: files and the variable that says where they are. For pods
   * of the set's namespace, for the members let in no others.
   */
  binding(given: MongoBindingProps): MongoBinding {
    const props = soundBinding(this.#findings, given);
    if (props === undefined) return { files: {}, env: { SERVICE_BINDING_ROOT: noConnection(this.endpoint) } };
    checkConnection(this.#findings.of('binding,'), this.#set, { ...props, credentials: 'separate' });
    checkBinding(this.#findings, props);
    return mongoBinding(this.#set, this.endpoint, props);
  }
}
