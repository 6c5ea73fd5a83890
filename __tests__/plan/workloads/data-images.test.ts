import { dataPort, dataPorts, isDataImage } from '../../../lib/plan/workloads/data-images';

test.each([
  ['docker.io/library/postgres:16.1', true, 5432],
  ['pgvector/pgvector:pg17', true, 5432],
  ['localhost:5000/redis', true, 6379],
  ['qdrant/qdrant:v1.15.1', true, undefined],
  ['ghcr.io/demo/postgres-admin:1.0', false, undefined],
  ['', false, undefined],
])('%s is a database, a cache or a queue: %s, at port %s', (image, isData, port) => {
  expect([isDataImage(image), dataPort(image)]).toEqual([isData, port]);
});

test('has the port of each program whose clients know it', () => {
  expect([...dataPorts].sort((one, other) => one - other)).toEqual([
    1433, 2181, 2379, 3306, 5432, 5672, 6379, 7687, 9042, 9092, 9200, 11211, 26257, 27017,
  ]);
});
