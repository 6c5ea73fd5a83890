import { connections } from '../../lib/topology/connections';
import { deployment, object } from '../manifests';
import { edgeLines } from './shop';

const services = ['redis', 'orders', 'kafka'].map((name) => object('Service', {}, { name }));

test.each([
  [
    'a variable with the name of a Service',
    { env: [{ name: 'REDIS_HOST', value: 'redis' }] },
    ['Service redis: REDIS_HOST'],
  ],
  ['a variable with a port', { env: [{ name: 'CACHE', value: 'redis:6379' }] }, ['Service redis: CACHE']],
  ['a word that happens to be a name', { env: [{ name: 'MODE', value: 'redis' }] }, []],
  [
    'references to other variables',
    {
      env: [
        { name: 'P', value: '80' },
        { name: 'API', value: 'http://orders:$(P)' },
      ],
    },
    ['Service orders: API'],
  ],
  [
    'a list',
    { env: [{ name: 'BROKERS', value: 'kafka:9092,kafka-2.example.com:9092' }] },
    ['Service kafka: BROKERS', 'outside host kafka-2.example.com: BROKERS'],
  ],
  ['an option', { args: ['--redis-url=redis://redis:6379/0'] }, ['Service redis: --redis-url']],
  ['the word after an option', { args: ['--broker-host', 'kafka'] }, ['Service kafka: --broker-host']],
  ['a line of a shell', { command: ['sh', '-c', 'curl http://orders/ && echo done'] }, ['Service orders: -c']],
  ['a host outside', { env: [{ name: 'DB_HOST', value: 'db.example.com' }] }, ['outside host db.example.com: DB_HOST']],
  ['a file of its program', { args: ['server.js'], env: [{ name: 'SERVER', value: 'main.js' }] }, []],
  ['a host that the manifests serve', { env: [{ name: 'PUBLIC_URL', value: 'https://shop.example.com' }] }, []],
])('reads %s', (_, container, ends) => {
  const found = connections(deployment({ image: 'a:1', ...container }), services, new Set(['shop.example.com']));
  expect(edgeLines(found)).toEqual(ends.map((end) => `Deployment web -connection→ ${end}`));
});

test('reads mounted ConfigMaps: Services, and hosts outside but for the web pages that a file names', () => {
  const config = object(
    'ConfigMap',
    {
      data: {
        'app.conf': '# see https://docs.example.com\nupstream http://orders:80;\ndb postgres://db.example.com/a\n',
      },
    },
    { name: 'app' },
  );
  const workload = deployment({ image: 'a:1' }, { volumes: [{ name: 'app', configMap: { name: 'app' } }] });
  expect(edgeLines(connections(workload, [...services, config], new Set()))).toEqual([
    'Deployment web -connection→ Service orders: app.conf',
    'Deployment web -connection→ outside host db.example.com: app.conf',
  ]);
});

test('shows no value of a variable', () => {
  const found = connections(
    deployment({ env: [{ name: 'URL', value: 'amqp://alice:secret@queue.example.com' }] }),
    [],
    new Set(),
  );
  expect(JSON.stringify(found)).not.toMatch(/alice|secret@/);
});
