import fc from 'fast-check';
import { randomValue } from '../../../lib/commands/secrets/secret-value';
import { hiddenSecrets } from '../../../lib/status/view/hidden-secrets';

test.each([
  [
    'connecting to mongodb://app:s3cr3t@mongo:27017/?tls=true',
    'connecting to mongodb://app:(hidden)@mongo:27017/?tls=true',
  ],
  ['DB_PASSWORD=hunter2hunter', 'DB_PASSWORD=(hidden)'],
  ['{"apiKey":"abcdefgh","level":"info"}', '{"apiKey":(hidden),"level":"info"}'],
  ['password: correct horse', 'password: (hidden) horse'],
  ['Authorization: Bearer abc123def456ghi789', 'Authorization: Bearer (hidden)'],
  ['got key wJ4k9Q0xZ2mN8bV5cX1L', 'got key (hidden)'],
  ['refused eOJROCHKZzTVyDEXITUGAtwqFKMHREYOmXYJVwdgilIZwZqr today', 'refused (hidden) today'],
  ['signed with 0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'signed with (hidden)'],
  ['token ghp_abcdefghijklmnopqrstuvwxyzABCDEFGHIJ', 'token ghp_abcdefghijklmnopqrstuvwxyzABCDEFGHIJ'],
])('hides in %j what may be a secret', (line, shown) => {
  expect(hiddenSecrets(line)).toBe(line.includes('ghp_') ? '(a line with a GitHub token)' : shown);
});

test.each([
  'Error: connect ECONNREFUSED 10.96.0.12:27017',
  '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)',
  'MongoServerSelectionError: connection timed out at /app/node_modules/mongodb/lib/sdam/topology.js:278:38',
  '2026-11-27T14:40:54.123Z info listening on 8080',
  'pod web-7c9d5b6f4-abcde of docker.io/demo/web:1.2.3@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
  'org.springframework.aop.framework.AbstractSingletonProxyFactoryBeanDefinitionParser',
  'd3f1b70d-cc88-4c98-90eb-25a4cb34d68d',
])('leaves %j as it is', (line) => {
  expect(hiddenSecrets(line)).toBe(line);
});

test('hides every value that secrets creates', () => {
  for (let run = 0; run < 2000; run += 1) {
    const value = randomValue();
    expect(hiddenSecrets(`refused ${value} today`)).not.toContain(value);
  }
});

test('takes any line', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (line) => typeof hiddenSecrets(line) === 'string'));
});
