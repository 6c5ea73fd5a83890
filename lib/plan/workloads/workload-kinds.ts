import { listField } from '../../manifests/fields';
import { isBuiltIn } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { currentGroup } from '../../manifests/object-identity';
import { podTemplate } from '../../manifests/pod-template';

type KindsByGroup = Readonly<Record<string, readonly string[]>>;

const builtIn = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Pod'];

/** Custom resources whose operators run pods without a template under `spec.template`, by group. */
const podKinds: KindsByGroup = {
  'argoproj.io': ['Rollout'],
  'serving.knative.dev': ['Service', 'Configuration'],
  'serving.kserve.io': ['InferenceService'],
  'apps.openshift.io': ['DeploymentConfig'],
  'apps.kruise.io': ['CloneSet', 'StatefulSet', 'DaemonSet', 'UnitedDeployment'],
  'flink.apache.org': ['FlinkDeployment'],
  'ray.io': ['RayCluster', 'RayService'],
  'agones.dev': ['Fleet', 'GameServer'],
  'kubevirt.io': ['VirtualMachine', 'VirtualMachineInstance'],
  'leaderworkerset.x-k8s.io': ['LeaderWorkerSet'],
  'machinelearning.seldon.io': ['SeldonDeployment'],
  'monitoring.coreos.com': ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'],
  'opentelemetry.io': ['OpenTelemetryCollector'],
  'jaegertracing.io': ['Jaeger'],
  'k8s.keycloak.org': ['Keycloak'],
  'kafka.strimzi.io': ['KafkaConnect', 'KafkaMirrorMaker2', 'KafkaBridge'],
};

/** Custom resources that are a database, a queue or a store, by group. */
const dataKinds: KindsByGroup = {
  'postgresql.cnpg.io': ['Cluster'],
  'acid.zalan.do': ['postgresql'],
  'postgres-operator.crunchydata.com': ['PostgresCluster'],
  'stackgres.io': ['SGCluster'],
  'pgv2.percona.com': ['PerconaPGCluster'],
  'pxc.percona.com': ['PerconaXtraDBCluster'],
  'ps.percona.com': ['PerconaServerMySQL'],
  'psmdb.percona.com': ['PerconaServerMongoDB'],
  'mongodbcommunity.mongodb.com': ['MongoDBCommunity'],
  'mongodb.com': ['MongoDB', 'MongoDBMultiCluster', 'MongoDBOpsManager'],
  'mysql.oracle.com': ['InnoDBCluster'],
  'k8s.mariadb.com': ['MariaDB'],
  'crdb.cockroachlabs.com': ['CrdbCluster'],
  'scylla.scylladb.com': ['ScyllaCluster'],
  'cassandra.datastax.com': ['CassandraDatacenter'],
  'k8ssandra.io': ['K8ssandraCluster'],
  'clickhouse.altinity.com': ['ClickHouseInstallation'],
  'elasticsearch.k8s.elastic.co': ['Elasticsearch'],
  'opensearch.opster.io': ['OpenSearchCluster'],
  'kafka.strimzi.io': ['Kafka', 'KafkaNodePool'],
  'rabbitmq.com': ['RabbitmqCluster'],
  'databases.spotahome.com': ['RedisFailover'],
  'redis.redis.opstreelabs.in': ['Redis', 'RedisCluster', 'RedisReplication'],
  'minio.min.io': ['Tenant'],
  'ceph.rook.io': ['CephCluster', 'CephBlockPool', 'CephFilesystem', 'CephObjectStore'],
  'etcd.database.coreos.com': ['EtcdCluster'],
  'nats.io': ['NatsCluster'],
};

// Fields by which a custom resource asks for volumes, wherever in its spec.
const storageField =
  /^(?:volumeClaimTemplates?|volumeClaimSpec|persistentVolumeClaim(?:Spec)?|dataVolumeClaim(?:Spec|Template)|storageClassName)$/;

/** Tells whether an object runs pods for as long as it is there: not a Job, which ends by itself, nor a CronJob. */
export function isWorkload(manifest: Manifest): boolean {
  if (isBuiltIn(manifest)) return builtIn.includes(manifest.kind);
  if (isListed(podKinds, manifest) || isDataKind(manifest)) return true;
  return listField(podTemplate(manifest), 'spec', 'containers').length > 0 && !manifest.kind.endsWith('Job');
}

/** Tells whether an object is a database, a queue or a store that an operator runs. */
export function isDataKind(manifest: Manifest): boolean {
  return isListed(dataKinds, manifest);
}

/** Tells whether an object of a kind that Kubernetes does not have asks for volumes, so that data can be in them. */
export function asksForStorage(manifest: Manifest): boolean {
  return !isBuiltIn(manifest) && hasStorageField(manifest['spec']);
}

function hasStorageField(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasStorageField);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => storageField.test(key) || hasStorageField(inner));
}

function isListed(kinds: KindsByGroup, manifest: Manifest): boolean {
  return kinds[currentGroup(manifest)]?.includes(manifest.kind) === true;
}
