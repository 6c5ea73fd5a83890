import { imageName } from '../../kubernetes/image';

/** The last parts of the repositories of one program's images, and the port that it listens on. */
type DataProgram = readonly [images: string, port?: number];

/** The programs that are a database, a cache or a queue, of which two do not run on one volume. */
const programs: readonly DataProgram[] = [
  ['mongo mongodb mongodb-community-server percona-server-mongodb', 27017],
  ['postgres postgresql postgis pgvector timescaledb', 5432],
  ['mysql mysql-server mariadb percona percona-server', 3306],
  ['redis redis-slave redis-stack redis-stack-server valkey keydb dragonfly', 6379],
  ['memcached', 11211],
  ['rabbitmq', 5672],
  ['kafka cp-kafka redpanda', 9092],
  ['zookeeper', 2181],
  ['etcd', 2379],
  ['elasticsearch opensearch', 9200],
  ['cassandra scylla', 9042],
  ['neo4j', 7687],
  ['cockroach', 26257],
  ['mssql', 1433],
  ['nats influxdb clickhouse clickhouse-server minio couchdb couchbase qdrant weaviate milvus solr arangodb rethinkdb'],
  ['vault consul'],
];

const byImage = new Map(programs.flatMap(([images, port]) => images.split(' ').map((image) => [image, port] as const)));

/** The ports on which such programs listen, whatever their images are called. */
export const dataPorts: ReadonlySet<number> = new Set(programs.flatMap(([, port]) => port ?? []));

/** Tells whether an image is that of a database, a cache or a queue. */
export function isDataImage(image: string): boolean {
  return byImage.has(imageName(image));
}

/** Returns the port that a database, a cache or a queue listens on; undefined for other images, and if it is not known. */
export function dataPort(image: string): number | undefined {
  return byImage.get(imageName(image));
}
