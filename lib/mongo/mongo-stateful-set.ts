import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cdk8s } from '../../imports/cdk8s';
import { reportIssues } from '../construct/reported-issues';
import { apiObject, customObject } from '../construct/api-object';
import { Dns } from '../network/dns';
import { withDns } from '../network/set-dns';
import { ComposedValue } from '../secrets/composed-value';
import { statedTypes } from '../secrets/stated-types';
import { Endpoint } from '../network/endpoint';
import { Findings } from '../findings/findings';
import { placed } from '../construct/placed';
import { versionLabel } from '../kubernetes/labels';
import { mongodPort, topologyAnnotation } from './agent/contract';
import { checkBinding, MongoBinding, mongoBinding, MongoBindingProps } from './client/binding';
import { addCertificate } from './tls/certificate';
import { checkSet } from './checks';
import { agentConfiguration, mongodFiles } from './replica-set/configuration';
import { checkConnection, mongoConnection, MongoConnectionProps } from './client/connection';
import { membersServiceSpec, mongoStatefulSetSpec } from './replica-set/members';
import { monitoringObjects } from './monitoring/monitoring-objects';
import { mongoNetworkPolicySpec } from './replica-set/network-policy';
import { mongoSet, MongoStatefulSetProps } from './replica-set/props';
import { mongodbUser } from './members/mongod-paths';
import { ApiServerAccess, configMapName, MongoSet } from './replica-set/set';
import { connectionOf, noConnection, soundBinding, soundConnection } from './client/sound-connection';
import { soundProps } from './sound-props';
import { mongodbUserChecks } from './replica-set/pod';
import { MongoStorage } from './mongod/storage';
import { connectionTls } from './tls/tls-files';
import { agentTopology, ordinals } from './members/topology';
import { MongoUser } from './users/user';
import { finishObjects } from '../construct/overrides';
import { withIgnored } from '../pods/metadata';
import { SecretKey, SecretRef } from '../secrets/secret-ref';

/**
 * A MongoDB replica set that needs no operator: a StatefulSet whose pods each run mongod and an agent, which initiates the set, has
 * its configuration follow the StatefulSet's replicas and its users follow their Secrets. Everything is named after the
 * construct's id.
 */
export class MongoStatefulSet extends Construct {
  /** Undefined if `existingServiceAccount` is set. */
  readonly serviceAccount?: ApiObject;
  readonly role: ApiObject;
  readonly roleBinding: ApiObject;
  readonly mongodConfigMap: ApiObject;
  readonly agentConfigMap: ApiObject;
  readonly service: ApiObject;
  readonly networkPolicy?: ApiObject;
  /** Undefined for a single member, of which a budget would block every drain. */
  readonly podDisruptionBudget?: ApiObject;
  readonly statefulSet: ApiObject;
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
    const namespace = cdk8s().Chart.of(this).namespace;
    this.#findings = new Findings();
    reportIssues(this, this.#findings);
    const props = withDns(this, soundProps(this.#findings, given, namespace));
    const set = mongoSet(id, namespace, props);
    const { clientLabels, pods } = set;
    const { metadata, selector } = pods;
    this.#set = set;
    checkSet(this.#findings, set, props);

    if (props.existingServiceAccount === undefined)
      this.serviceAccount = apiObject(this, 'service-account', 'ServiceAccount', {
        metadata,
        automountServiceAccountToken: false,
      });
    this.role = apiObject(this, 'role', 'Role', {
      metadata,
      rules: [{ apiGroups: ['apps'], resources: ['statefulsets'], resourceNames: [id], verbs: ['get'] }],
    });
    this.roleBinding = apiObject(this, 'role-binding', 'RoleBinding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: id },
      subjects: [{ kind: 'ServiceAccount', name: pods.spec.serviceAccountName, namespace }],
    });
    this.mongodConfigMap = apiObject(this, 'mongod-config', 'ConfigMap', {
      metadata: { ...metadata, name: configMapName(set, 'mongod') },
      data: mongodFiles(set),
    });
    this.agentConfigMap = apiObject(this, 'agent-config', 'ConfigMap', {
      metadata: { ...metadata, name: configMapName(set, 'agent') },
      data: agentConfiguration(set),
    });
    this.certificate = addCertificate(this, metadata, set);
    this.service = apiObject(this, 'service', 'Service', { metadata, spec: membersServiceSpec(set) });
    if (props.networkPolicy !== false)
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', {
        metadata,
        spec: mongoNetworkPolicySpec(set),
      });
    if (ordinals(set.members, set.topology).length > 1) {
      this.podDisruptionBudget = apiObject(this, 'pod-disruption-budget', 'PodDisruptionBudget', {
        metadata,
        spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
      });
    }
    this.statefulSet = apiObject(this, 'stateful-set', 'StatefulSet', {
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
    const { monitor, alerts } = monitoringObjects(set, metadata);
    if (monitor !== undefined) this.monitor = customObject(this, 'monitor', monitor);
    if (alerts !== undefined) this.alerts = customObject(this, 'alerts', alerts);
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
