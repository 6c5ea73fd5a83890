import { pathText } from '../../../lib/plan/diff/field-changes';
import { manifestChanges } from '../../../lib/plan/diff/manifest-change';
import {
  fewerMembers,
  lostKeeping,
  lostParts,
  lostStorage,
  smallerDisks,
} from '../../../lib/plan/workloads/database-changes';
import { object } from '../../manifests';

const kinds = {
  Cluster: 'postgresql.cnpg.io/v1',
  PerconaServerMongoDB: 'psmdb.percona.com/v1',
  PerconaXtraDBCluster: 'pxc.percona.com/v1',
  PostgresCluster: 'postgres-operator.crunchydata.com/v1beta1',
  postgresql: 'acid.zalan.do/v1',
  MongoDBCommunity: 'mongodbcommunity.mongodb.com/v1',
  Kafka: 'kafka.strimzi.io/v1beta2',
  KafkaNodePool: 'kafka.strimzi.io/v1beta2',
  Elasticsearch: 'elasticsearch.k8s.elastic.co/v1',
  RedisFailover: 'databases.spotahome.com/v1',
  RabbitmqCluster: 'rabbitmq.com/v1beta1',
  ScyllaCluster: 'scylla.scylladb.com/v1',
  Tenant: 'minio.min.io/v2',
  Prometheus: 'monitoring.coreos.com/v1',
  Widget: 'example.com/v1',
};
type Kind = keyof typeof kinds;

function changeOf(kind: Kind, before: object, after: object, metadata: readonly [object, object] = [{}, {}]) {
  const sides = [before, after].map((spec, index) => ({
    ...object(kind, { spec }, metadata[index]),
    apiVersion: kinds[kind],
  }));
  const [change] = manifestChanges(sides.slice(0, 1), sides.slice(1));
  if (change === undefined) throw new Error('nothing differs');
  return change;
}
const paths = (fields: readonly { readonly path: readonly string[] }[]) => fields.map(({ path }) => pathText(path));

test.each<[Kind, object, object, string[]]>([
  ['Cluster', { instances: 3 }, { instances: 1 }, ['spec.instances']],
  [
    'PerconaServerMongoDB',
    { replsets: [{ name: 'rs0', size: 3 }] },
    { replsets: [{ name: 'rs0', size: 1 }] },
    ['spec.replsets[rs0].size'],
  ],
  ['PerconaXtraDBCluster', { pxc: { size: 3 } }, { pxc: { size: 1 } }, ['spec.pxc.size']],
  [
    'PostgresCluster',
    { instances: [{ name: 'a', replicas: 3 }] },
    { instances: [{ name: 'a', replicas: 2 }] },
    ['spec.instances[a].replicas'],
  ],
  ['postgresql', { numberOfInstances: 2 }, { numberOfInstances: 1 }, ['spec.numberOfInstances']],
  ['MongoDBCommunity', { members: 3 }, { members: 1 }, ['spec.members']],
  ['Kafka', { kafka: { replicas: 3 } }, { kafka: { replicas: 1 } }, ['spec.kafka.replicas']],
  [
    'Elasticsearch',
    { nodeSets: [{ name: 'a', count: 3 }] },
    { nodeSets: [{ name: 'a', count: 1 }] },
    ['spec.nodeSets[a].count'],
  ],
  ['RedisFailover', { redis: { replicas: 3 } }, { redis: {} }, ['spec.redis.replicas']],
  [
    'ScyllaCluster',
    { datacenter: { racks: [{ name: 'a', members: 3 }] } },
    { datacenter: { racks: [{ name: 'a', members: 2 }] } },
    ['spec.datacenter.racks[a].members'],
  ],
  ['Tenant', { pools: [{ name: 'a', servers: 4 }] }, { pools: [{ name: 'a', servers: 2 }] }, ['spec.pools[a].servers']],
  ['Cluster', { instances: 1 }, { instances: 3 }, []],
  ['Widget', { replicas: 3 }, { replicas: 1 }, []],
])('a %s has fewer members: %j, %j', (kind, before, after, expected) => {
  expect(paths(fewerMembers(changeOf(kind, before, after)))).toEqual(expected);
});

const claim = (storage: string) => ({ resources: { requests: { storage } } });

test.each<[Kind, object, object, string[]]>([
  ['Cluster', { storage: { size: '100Gi' } }, { storage: { size: '50Gi' } }, ['spec.storage.size']],
  ['postgresql', { volume: { size: '1Ti' } }, { volume: { size: '500Gi' } }, ['spec.volume.size']],
  [
    'RabbitmqCluster',
    { persistence: { storage: '10Gi' } },
    { persistence: { storage: '9Gi' } },
    ['spec.persistence.storage'],
  ],
  [
    'KafkaNodePool',
    { storage: { volumes: [{ id: 0, size: '10Gi' }] } },
    { storage: { volumes: [{ id: 0, size: '5Gi' }] } },
    ['spec.storage.volumes[0].size'],
  ],
  [
    'Prometheus',
    { storage: { volumeClaimTemplate: { spec: claim('10Gi') } } },
    { storage: { volumeClaimTemplate: { spec: claim('5Gi') } } },
    ['spec.storage.volumeClaimTemplate.spec.resources.requests.storage'],
  ],
  ['Cluster', { storage: { size: '50Gi' } }, { storage: { size: '100Gi' } }, []],
  [
    'Kafka',
    { kafka: { resources: { limits: { memory: '2Gi' } } } },
    { kafka: { resources: { limits: { memory: '1Gi' } } } },
    [],
  ],
])('a %s asks for smaller disks: %j, %j', (kind, before, after, expected) => {
  expect(paths(smallerDisks(changeOf(kind, before, after)))).toEqual(expected);
});

test('takes sizes of one amount for the same', () => {
  expect(() => changeOf('Cluster', { storage: { size: '1Gi' } }, { storage: { size: '1024Mi' } })).toThrow(
    'nothing differs',
  );
});

test.each<[Kind, object, object, string[]]>([
  [
    'PerconaServerMongoDB',
    {
      replsets: [
        { name: 'rs0', size: 3 },
        { name: 'rs1', size: 3 },
      ],
    },
    { replsets: [{ name: 'rs0', size: 3 }] },
    ['spec.replsets[rs1]'],
  ],
  [
    'Elasticsearch',
    {
      nodeSets: [
        { name: 'a', count: 3 },
        { name: 'b', count: 1 },
      ],
    },
    { nodeSets: [{ name: 'a', count: 3 }] },
    ['spec.nodeSets[b]'],
  ],
  [
    'Tenant',
    {
      pools: [
        { name: 'a', servers: 4 },
        { name: 'b', servers: 4 },
      ],
    },
    { pools: [{ name: 'a', servers: 4 }] },
    ['spec.pools[b]'],
  ],
  [
    'KafkaNodePool',
    {
      storage: {
        volumes: [
          { id: 0, size: '1Gi' },
          { id: 1, size: '1Gi' },
        ],
      },
    },
    { storage: { volumes: [{ id: 0, size: '1Gi' }] } },
    ['spec.storage.volumes[1]'],
  ],
  ['PerconaServerMongoDB', { users: [{ name: 'a' }, { name: 'b' }] }, { users: [{ name: 'a' }] }, []],
])('a %s loses a part with its data: %j, %j', (kind, before, after, expected) => {
  expect(paths(lostParts(changeOf(kind, before, after)))).toEqual(expected);
});

test.each<[Kind, object, object, string[]]>([
  [
    'Kafka',
    { kafka: { storage: { type: 'persistent-claim' } } },
    { kafka: { storage: { type: 'ephemeral' } } },
    ['spec.kafka.storage.type'],
  ],
  [
    'Kafka',
    { kafka: { storage: { deleteClaim: false } } },
    { kafka: { storage: { deleteClaim: true } } },
    ['spec.kafka.storage.deleteClaim'],
  ],
  ['Kafka', { kafka: { storage: { deleteClaim: true } } }, { kafka: { storage: { deleteClaim: false } } }, []],
  ['Widget', { deleteClaim: false }, { deleteClaim: true }, []],
])('a %s no longer keeps its data: %j, %j', (kind, before, after, expected) => {
  expect(paths(lostKeeping(changeOf(kind, before, after)))).toEqual(expected);
});

test('a finalizer that deletes volumes no longer keeps the data', () => {
  const finalizers = ['percona.com/delete-psmdb-pvc'];
  expect(paths(lostKeeping(changeOf('PerconaServerMongoDB', {}, {}, [{}, { finalizers }])))).toEqual([
    'metadata.finalizers',
  ]);
});

test.each<[Kind, object, object, string[]]>([
  [
    'RedisFailover',
    { redis: { replicas: 3, storage: { persistentVolumeClaim: { metadata: { name: 'data' } } } } },
    { redis: { replicas: 3 } },
    ['spec.redis.storage'],
  ],
  ['RedisFailover', { redis: { replicas: 3 } }, { redis: { replicas: 3, storage: { emptyDir: {} } } }, []],
  ['Kafka', { storage: { a: 'b' } }, {}, []],
])('a %s has no disk any more: %j, %j', (kind, before, after, expected) => {
  expect(lostStorage(changeOf(kind, before, after)).map((path) => path.join('.'))).toEqual(expected);
});
