import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { render } from '../../lib';
import { programsOf, valueAfter } from '../documented-program';

const program = programsOf(readFileSync(join(__dirname, '../../docs/mongo.md'), 'utf8')).join('\n');

test('the guide to MongoDB renders, with nothing to report', () => {
  const named = render(valueAfter(program, 'app') as App)
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .filter((name) => /^(?:(?:StatefulSet|CronJob|Deployment) |ConfigMap .*-dashboard$)/.test(name));
  expect(named.sort()).toEqual([
    'ConfigMap mongo-dashboard',
    'CronJob audit-backup',
    'CronJob mongo-azure',
    'CronJob mongo-backup',
    'CronJob mongo-gcs',
    'CronJob mongo-keyless',
    'CronJob mongo-offsite',
    'CronJob mongo-snapshots',
    'Deployment api',
    'Deployment books',
    'Deployment charts',
    'Deployment spring',
    'StatefulSet audit',
    'StatefulSet fleet',
    'StatefulSet ledger',
    'StatefulSet mongo',
    'StatefulSet narrow',
    'StatefulSet orders',
    'StatefulSet views',
  ]);
});
