import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { chartNamespace } from '../construct/chart-namespace';
import { reportIssues } from '../construct/reported-issues';
import { apiObject, customObject } from '../construct/api-object';
import { ClusterDns } from '../network/dns';
import { DecidedMonitoring } from '../operators/monitoring';
import { EnvTemplate } from '../secrets/env-template';
import { copiedSecrets } from '../secrets/copied-secrets';
import { statedTypes } from '../secrets/stated-types';
import { NetworkEndpoint } from '../network/endpoint';
import { Findings } from '../findings/findings';
import { parsedSafely } from '../props/parsed-prop';
import { decided, Schema } from '../props/schema';
import { checkObjectNamespaces } from '../construct/named-object';
import { placed } from '../construct/placed';
import { addRole } from '../construct/role';
import { versionLabel } from '../kubernetes/labels';
import { binding, MongoBinding, mongoBinding, MongoBindingProps, uriKey } from './client/binding';
import { mongodPort, topologyAnnotation } from './agent/contract';
import { agentConfiguration, mongodFiles } from './replica-set/configuration';
import { checkConnection, connection, mongoConnection, MongoConnectionProps } from './client/connection';
import { membersServiceSpec, mongoNetworkPolicySpec, mongoStatefulSetSpec } from './replica-set/members';
import { addExporter, ExporterObjects } from './monitoring/exporter-objects';
import { monitoringObjects } from './monitoring/monitoring';
import { decideMongo, MongoStatefulSetProps, overridableGroups } from './replica-set/props';
import { checkSet, MongoSet, mongoSet, mountedSecrets } from './replica-set/set';
import { MongoStorage } from './mongod/storage';
import { outsideServices } from './expose/outside-services';
import { certificate, connectionTls, withAuthority } from './tls/tls-files';
import { ApiServerAccess } from './members/address-access';
import { MongoUser } from './users/user';
import { finishObjects } from '../construct/overrides';
import { withImageDefaults } from '../pods/defaults';
import { IgnoredChecks, withExemptions } from '../pods/metadata';
import { userExemption } from '../pods/security-context';
import { addServiceAccount } from '../pods/service-account';
import { GivenSecret } from '../secrets/given-secret';
import { SecretKey } from '../secrets/secret-ref';

const pullReason = 'a member restarts with the image that its node has, also while the registry is away';

const pullExemptions: IgnoredChecks = {
  'kube-score/container-image-pull-policy': pullReason,
  'polaris/pullPolicyNotAlways': pullReason,
};

/**
 * A MongoDB replica set that needs no operator: a StatefulSet whose pods each run mongod and an agent. The agents initiate the set, and
 * keep its configuration like the StatefulSet's replicas and its users like their Secrets. Everything is named after the construct's id.
 */
export class MongoStatefulSet extends Construct {
  /** The members' ServiceAccount; undefined if `serviceAccountName` is set. */
  readonly serviceAccount?: ApiObject;
  /** The Role by which the agents read the StatefulSet. */
  readonly role: ApiObject;
  /** The RoleBinding of that Role. */
  readonly roleBinding: ApiObject;
  /** The ConfigMap of mongod's configuration and scripts. */
  readonly mongodConfigMap: ApiObject;
  /** The ConfigMap of the agent's program and of the set's desired state. */
  readonly agentConfigMap: ApiObject;
  /** The headless Service that gives the members their names. */
  readonly service: ApiObject;
  /** The Services for clients outside of the cluster, by ordinal; empty without `expose`. */
  readonly outsideServices: readonly ApiObject[];
  /** The NetworkPolicy of the members; undefined if `networkPolicy` is false. */
  readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget; undefined for a single member, of which a budget would block every drain. */
  readonly podDisruptionBudget?: ApiObject;
  /** The StatefulSet of the members. */
  readonly statefulSet: ApiObject;
  /** The ServiceMonitor or PodMonitor; undefined without `metrics`, or if annotations stand for it. */
  readonly monitor?: ApiObject;
  /** The PrometheusRule; undefined without `alerts`. */
  readonly alerts?: ApiObject;
  /** The ConfigMap of the Grafana dashboard; undefined without `dashboard`. */
  readonly dashboard?: ApiObject;
  /** The objects of the exporter; undefined without one. */
  readonly exporter?: ExporterObjects;
  /** cert-manager's Certificate; undefined without TLS, or if its Secret exists. */
  readonly certificate?: ApiObject;
  /** The name of the set, and of most of its objects. */
  readonly name: string;
  /** The image of mongod and the agent. */
  readonly image: string;
  /** The mirror of Docker Hub; undefined if images are pulled from there. */
  readonly registry: string | undefined;
  /** The Secrets with the registries' credentials. */
  readonly imagePullSecrets: readonly GivenSecret[] | undefined;
  /** The user that the image runs as. */
  readonly runAsUser: number | 'assigned';
  /** The value of the label `app.kubernetes.io/part-of`. */
  readonly partOf: string | undefined;
  /** The members' port; the NetworkPolicy allows ingress from pods with its `clientLabels`. */
  readonly endpoint: NetworkEndpoint;
  /** The volumes of each member. */
  readonly storage: MongoStorage;
  /** The users that the agents create. */
  readonly users: readonly MongoUser[];
  /** The files that a connection needs, by their path: the certificates by which the members' certificates are verified. */
  readonly connectionFiles: Readonly<Record<string, SecretKey>>;
  /** The addresses of the API server, to which the NetworkPolicy allows egress for the agents. */
  readonly apiServer: ApiServerAccess;
  /** The DNS servers that the NetworkPolicy allows; undefined for those of most clusters. */
  readonly dns?: ClusterDns;
  /** The way by which Prometheus finds the members' metrics; undefined without `metrics`. */
  readonly metrics?: DecidedMonitoring;
  readonly #set: MongoSet;
  readonly #findings: Findings;

  constructor(scope: Construct, id: string, given: MongoStatefulSetProps) {
    super(...placed('MongoStatefulSet', scope, id));
    const namespace = chartNamespace(this);
    this.#findings = new Findings();
    reportIssues(this, this.#findings);
    const props = decideMongo(this.#findings, withImageDefaults(this, given), namespace);
    const set = mongoSet(id, namespace, props);
    const { clientLabels, clientNamespaces, pods } = set;
    const { metadata, selector } = pods;
    this.#set = set;
    checkSet(this.#findings, set, props);
    checkObjectNamespaces(this.#findings, given, namespace);

    this.serviceAccount = addServiceAccount(this, props, pods);
    const rules = [{ apiGroups: ['apps'], resources: ['statefulsets'], resourceNames: [id], verbs: ['get'] }];
    [this.role, this.roleBinding] = addRole(this, pods, rules);
    this.mongodConfigMap = apiObject(this, 'mongod-config', 'ConfigMap', {
      metadata: { ...metadata, name: set.configMaps.mongod },
      data: mongodFiles(set),
    });
    this.agentConfigMap = apiObject(this, 'agent-config', 'ConfigMap', {
      metadata: { ...metadata, name: set.configMaps.agent },
      data: agentConfiguration(set),
    });
    const issued = certificate(set);
    this.certificate = issued && customObject(this, 'certificate', { ...issued, metadata });
    this.service = apiObject(this, 'service', 'Service', { metadata, spec: membersServiceSpec(set) });
    this.outsideServices = outsideServices(set).map(({ ordinal, name, annotations, spec }) =>
      apiObject(this, overridableGroups.outsideServices(String(ordinal)), 'Service', {
        metadata: { ...metadata, name, annotations: { ...metadata.annotations, ...annotations } },
        spec,
      }),
    );
    if (props.networkPolicy) {
      const spec = mongoNetworkPolicySpec(set);
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', { metadata, spec });
    }
    if (set.members.ordinals.length > 1) {
      const spec = { maxUnavailable: 1, selector: { matchLabels: selector } };
      this.podDisruptionBudget = apiObject(this, 'pod-disruption-budget', 'PodDisruptionBudget', { metadata, spec });
    }
    this.statefulSet = apiObject(this, 'stateful-set', 'StatefulSet', {
      metadata: {
        ...metadata,
        labels: { ...metadata.labels, ...versionLabel(set.image) },
        annotations: {
          ...withExemptions(metadata.annotations, props, { ...pullExemptions, ...userExemption(set.runAsUser) }),
          [topologyAnnotation]: set.members.topology.revision,
          ...statedTypes([set.keyfile, ...set.users.map(({ credentials }) => credentials)]),
          ...copiedSecrets(mountedSecrets(set)),
        },
      },
      spec: mongoStatefulSetSpec(set),
    });
    const { monitor, alerts, dashboard } = monitoringObjects(set);
    this.monitor = monitor && customObject(this, 'monitor', monitor);
    this.alerts = alerts && customObject(this, 'alerts', alerts);
    this.dashboard = dashboard && apiObject(this, 'dashboard', 'ConfigMap', dashboard);
    this.exporter = addExporter(this, set);
    this.name = id;
    this.image = set.image;
    this.registry = set.registry;
    this.imagePullSecrets = set.imagePullSecrets;
    this.runAsUser = set.runAsUser;
    this.partOf = set.partOf;
    this.storage = set.storage;
    this.users = set.users;
    this.connectionFiles = connectionTls(set).files ?? {};
    this.apiServer = set.apiServer;
    this.dns = set.dns;
    this.metrics = set.metrics;
    const elsewhere = clientNamespaces.length === 0 ? {} : { clientNamespaces };
    this.endpoint = { namespace, labels: selector, port: mongodPort, clientLabels, ...elsewhere };
    finishObjects(this, props.overrides, overridableGroups);
  }

  /**
   * Returns the connection string of one of the users to a database, with all visible members as seeds, for a backend's environment. Pods
   * that use it have the endpoint's client labels; the members let in those of their own namespace and of `clientNamespaces`.
   */
  connection(given: MongoConnectionProps): EnvTemplate {
    const props = argumentOf(this.#findings, 'connection', connection, given);
    if (props === undefined) return this.#noConnection();
    checkConnection(this.#findings, this.#set, props, 'connection');
    return mongoConnection(this.#set, this.endpoint, props);
  }

  /**
   * Returns the connection string that a Secret has under one key, such as External Secrets' templates or an administrator create: for an
   * environment variable, with egress to the members, which let in pods of their own namespace and of `clientNamespaces`. `caBundle`
   * stands for the set's certificates, of which a client of another namespace needs a copy.
   */
  connectionFrom(uri: SecretKey, caBundle?: SecretKey): EnvTemplate {
    const key = argumentOf(this.#findings, 'connectionFrom', uriKey, uri);
    const bundle = argumentOf(this.#findings, 'connectionFrom', connection.entries.caBundle, caBundle);
    if (key === undefined) return this.#noConnection();
    const text = (variable: string): string => `$(${variable}_SECRET)`;
    const files = withAuthority(this.connectionFiles, bundle);
    return { secrets: { SECRET: key }, text, endpoint: this.endpoint, files };
  }

  /**
   * Returns one of the users with a database, as the Service Binding specification has it: files, and the variable with their directory.
   */
  binding(given: MongoBindingProps): MongoBinding {
    const props = argumentOf(this.#findings, 'binding', binding, given);
    if (props === undefined) return { files: {}, env: { SERVICE_BINDING_ROOT: this.#noConnection() } };
    const { user, caBundle } = props;
    const asConnection = decided(connection, { user, caBundle, credentials: 'separate' });
    checkConnection(this.#findings, this.#set, asConnection, 'binding');
    return mongoBinding(this.#set, this.endpoint, props);
  }

  /** Returns an empty connection string with egress to the members, for a connection that was reported. */
  #noConnection(): EnvTemplate {
    return { secrets: {}, text: () => '', endpoint: this.endpoint };
  }
}

/** Returns the argument of a method with its defaults; undefined, after findings, if it has the wrong type. */
function argumentOf<Given, Value>(
  findings: Findings,
  method: string,
  schema: Schema<Given, Value>,
  given: Given,
): Value | undefined {
  const parsed = parsedSafely(() => schema.parse(given));
  for (const issue of parsed.issues) findings.add(method, issue);
  return parsed.typed ? parsed.value : undefined;
}
