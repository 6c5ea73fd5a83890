import { isBuiltIn } from '../../manifests/kinds';
import { listField, KubernetesManifest } from '../../manifests/manifest';
import { currentGroupKind } from '../../manifests/object-identity';
import { podTemplate } from '../../manifests/pod-template';
import { isHook } from './hooks';

const builtIn = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Pod'];

// Custom resources whose operators run pods without a template under `spec.template`, by group and kind.
const podKinds = new Set(
  [
    'argoproj.io/Rollout apps.openshift.io/DeploymentConfig leaderworkerset.x-k8s.io/LeaderWorkerSet',
    'apps.kruise.io/CloneSet apps.kruise.io/StatefulSet apps.kruise.io/DaemonSet apps.kruise.io/UnitedDeployment',
    'serving.knative.dev/Service serving.knative.dev/Configuration serving.kserve.io/InferenceService',
    'machinelearning.seldon.io/SeldonDeployment flink.apache.org/FlinkDeployment ray.io/RayCluster ray.io/RayService',
    'agones.dev/Fleet agones.dev/GameServer kubevirt.io/VirtualMachine kubevirt.io/VirtualMachineInstance',
    'monitoring.coreos.com/Prometheus monitoring.coreos.com/PrometheusAgent monitoring.coreos.com/Alertmanager',
    'monitoring.coreos.com/ThanosRuler opentelemetry.io/OpenTelemetryCollector jaegertracing.io/Jaeger',
    'kafka.strimzi.io/KafkaConnect kafka.strimzi.io/KafkaMirrorMaker2 kafka.strimzi.io/KafkaBridge',
    'k8s.keycloak.org/Keycloak',
  ].flatMap((line) => line.split(' ')),
);

// Custom resources that are a database, a queue or a store, by group and kind.
const dataKinds = new Set(
  [
    'postgresql.cnpg.io/Cluster acid.zalan.do/postgresql postgres-operator.crunchydata.com/PostgresCluster',
    'stackgres.io/SGCluster pgv2.percona.com/PerconaPGCluster crdb.cockroachlabs.com/CrdbCluster',
    'pxc.percona.com/PerconaXtraDBCluster ps.percona.com/PerconaServerMySQL mysql.oracle.com/InnoDBCluster',
    'k8s.mariadb.com/MariaDB psmdb.percona.com/PerconaServerMongoDB mongodbcommunity.mongodb.com/MongoDBCommunity',
    'mongodb.com/MongoDB mongodb.com/MongoDBMultiCluster mongodb.com/MongoDBOpsManager',
    'scylla.scylladb.com/ScyllaCluster cassandra.datastax.com/CassandraDatacenter k8ssandra.io/K8ssandraCluster',
    'clickhouse.altinity.com/ClickHouseInstallation elasticsearch.k8s.elastic.co/Elasticsearch',
    'opensearch.opster.io/OpenSearchCluster kafka.strimzi.io/Kafka kafka.strimzi.io/KafkaNodePool',
    'rabbitmq.com/RabbitmqCluster nats.io/NatsCluster etcd.database.coreos.com/EtcdCluster',
    'databases.spotahome.com/RedisFailover redis.redis.opstreelabs.in/Redis redis.redis.opstreelabs.in/RedisCluster',
    'redis.redis.opstreelabs.in/RedisReplication minio.min.io/Tenant ceph.rook.io/CephCluster',
    'ceph.rook.io/CephBlockPool ceph.rook.io/CephFilesystem ceph.rook.io/CephObjectStore',
    'redis.redis.opstreelabs.in/RedisSentinel app.redislabs.com/RedisEnterpriseCluster',
    'app.redislabs.com/RedisEnterpriseDatabase dragonflydb.io/Dragonfly apps.kubeblocks.io/Cluster',
    'kubedb.com/MongoDB kubedb.com/Postgres kubedb.com/MySQL kubedb.com/MariaDB kubedb.com/Redis kubedb.com/Kafka',
    'kubedb.com/Elasticsearch kubedb.com/PerconaXtraDB clickhouse-keeper.altinity.com/ClickHouseKeeperInstallation',
    'pingcap.com/TidbCluster planetscale.com/VitessCluster arangodb.com/ArangoDeployment couchbase.com/CouchbaseCluster',
    'zookeeper.pravega.io/ZookeeperCluster cluster.redpanda.com/Redpanda ydb.tech/Storage ydb.tech/Database',
    'pulsar.streamnative.io/PulsarCluster pulsar.streamnative.io/BookKeeperCluster',
  ].flatMap((line) => line.split(' ')),
);

// Fields by which a custom resource asks for volumes, wherever in its spec.
const storageField =
  /^(?:volumeClaimTemplates?|volumeClaimSpec|persistentVolumeClaim(?:Spec)?|dataVolumeClaim(?:Spec|Template)|storageClassName)$/;

/** Tells whether an object runs pods for as long as it is there: not a Job, which ends by itself, nor a CronJob or a hook. */
export function isWorkload(manifest: KubernetesManifest): boolean {
  if (isHook(manifest)) return false;
  if (isBuiltIn(manifest)) return builtIn.includes(manifest.kind);
  if (podKinds.has(currentGroupKind(manifest)) || isDataKind(manifest)) return true;
  return listField(podTemplate(manifest), 'spec', 'containers').length > 0 && !manifest.kind.endsWith('Job');
}

/** Tells whether an object is a database, a queue or a store that an operator runs. */
export function isDataKind(manifest: KubernetesManifest): boolean {
  return dataKinds.has(currentGroupKind(manifest));
}

/** Tells whether an object of a kind that Kubernetes does not have asks for volumes, so that data can be in them. */
export function asksForStorage(manifest: KubernetesManifest): boolean {
  return !isBuiltIn(manifest) && hasStorageField(manifest['spec']);
}

function hasStorageField(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasStorageField);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => storageField.test(key) || hasStorageField(inner));
}
