import { join } from 'node:path';
import {
  agentFiles,
  agentPaths,
  agentPort,
  jobDirectory,
  jobFiles,
  mongodPort,
  topologyAnnotation,
} from '../../../lib/mongo/agent/contract';
import { readDesired, readSettings } from '../../../lib/mongo/agent/files/settings';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, rendered } from '../../rendered';
import { temporaryDirectory } from '../../temporary-directory';

let manifests: readonly KubernetesManifest[];

beforeAll(() => {
  manifests = rendered((chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    const credentials = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
    const users = [{ credentials, roles: [{ role: 'readWrite' as const, db: 'shop' }] }];
    new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile, users });
  });
});

test('what the construct renders is what the agent reads', () => {
  const data = manifests.find(({ metadata }) => metadata.name === 'mongo-agent')?.['data'] as Record<string, string>;
  const directory = temporaryDirectory(data);
  const settings = readSettings(join(directory, agentFiles.settings));
  const statefulSet = only(manifests, 'StatefulSet');
  expect([settings.port, settings.agentPort, settings.desired]).toEqual([mongodPort, agentPort, '/agent/desired.json']);
  expect(readDesired({ desired: join(directory, agentFiles.desired) })).toMatchObject({
    users: [{ name: 'mongo-shop', database: 'admin', passwordAlphabet: 'uri' }],
    topology: { revision: statefulSet.metadata.annotations?.[topologyAnnotation] },
  });
});

test('keeps the names that running pods depend on, for an upgrade has them read the new files', () => {
  expect({ agentFiles, agentPaths, jobDirectory, jobFiles }).toEqual({
    agentFiles: { start: 'main.js', program: 'agent.js', settings: 'agent.json', desired: 'desired.json' },
    agentPaths: { ready: '/readyz', alive: '/livez', drain: '/drain', metrics: '/metrics' },
    jobDirectory: '/backup',
    jobFiles: {
      program: 'jobs.js',
      backup: 'backup.json',
      slice: 'slices.json',
      restore: 'restore.json',
      snapshot: 'snapshots.json',
      import: 'import.json',
    },
  });
});
