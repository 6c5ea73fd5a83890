import { join } from 'node:path';
import { readDesired, readSettings } from '../../../../lib/mongo/agent/files/settings';
import { temporaryDirectory, writeText } from '../../../temporary-directory';
import { desiredState, settings } from '../set';

test('reads the settings of TLS only in a pod that has a certificate, for the file may be newer than the pod', () => {
  const served = temporaryDirectory();
  const read = (directory: string) => {
    const tls = { mode: 'prefer', source: '/etc/tls', served: directory };
    const folder = temporaryDirectory({ 'agent.json': JSON.stringify({ name: 'mongo', tls }) });
    return readSettings(join(folder, 'agent.json'));
  };
  expect([read(served), read(join(served, 'absent'))]).toEqual([
    { name: 'mongo', tls: { mode: 'prefer', source: '/etc/tls', served } },
    { name: 'mongo' },
  ]);
});

test('reads the desired state anew each time', () => {
  const given = settings([], { featureCompatibilityVersion: '7.0' });
  expect(readDesired(given)).toEqual(desiredState({ featureCompatibilityVersion: '7.0' }));
  writeText(given.desired, JSON.stringify(desiredState({ featureCompatibilityVersion: '8.0' })));
  expect(readDesired(given)).toMatchObject({ featureCompatibilityVersion: '8.0' });
});
