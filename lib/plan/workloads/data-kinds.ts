import { isBuiltIn } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { currentGroup } from '../../manifests/object-identity';

/** Custom resources that are a database, a queue or a store, by group. */
const kinds: Readonly<Record<string, readonly string[]>> = {
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
const storageFields = new Set([
  'volumeClaimTemplate',
  'volumeClaimTemplates',
  'volumeClaimSpec',
  'persistentVolumeClaim',
  'persistentVolumeClaimSpec',
  'dataVolumeClaimSpec',
  'dataVolumeClaimTemplate',
  'storageClassName',
]);

/** Tells whether an object is a database, a queue or a store that an operator runs. */
export function isDataKind(manifest: Manifest): boolean {
  return kinds[currentGroup(manifest)]?.includes(manifest.kind) === true;
}

/** Tells whether an object of a kind that Kubernetes does not have asks for volumes, so that data can be in them. */
export function asksForStorage(manifest: Manifest): boolean {
  return !isBuiltIn(manifest) && hasStorageField(manifest['spec']);
}

function hasStorageField(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasStorageField);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => storageFields.has(key) || hasStorageField(inner));
}
