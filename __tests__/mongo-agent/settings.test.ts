import { join } from 'node:path';
import { memberOrdinal, readSettings } from '../../lib/mongo-agent/settings';
import { temporaryDirectory } from '../temporary-directory';
import { host, settings } from './set';

test.each([
  [0, host(0)],
  [12, host(12)],
  [undefined, 'mongo-0.elsewhere.example:27017'],
  [undefined, host(0).replace('27017', '27018')],
  [undefined, host(0).replace('mongo-0', 'mongo-00')],
  [undefined, host(0).replace('mongo-0', 'mango-0')],
  [undefined, 'mongo'],
])('gives ordinal %s to %s', (ordinal, name) => {
  expect(memberOrdinal(settings(), name)).toBe(ordinal);
});

test('reads of TLS only in a pod that has a certificate, for the file may be of the next revision already', () => {
  const placed = temporaryDirectory();
  const read = (directory: string) => {
    const tls = { mode: 'prefer', secret: '/etc/tls', placed: directory };
    const folder = temporaryDirectory({ 'agent.json': JSON.stringify({ name: 'mongo', tls }) });
    return readSettings(join(folder, 'agent.json'));
  };
  expect([read(placed), read(join(placed, 'absent'))]).toEqual([
    { name: 'mongo', tls: { mode: 'prefer', secret: '/etc/tls', placed } },
    { name: 'mongo' },
  ]);
});
