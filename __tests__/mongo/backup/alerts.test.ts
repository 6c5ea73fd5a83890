import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupAlerts, backupAlertsObject } from '../../../lib/mongo/backup/alerts';
import { noSet } from '../../../lib/mongo/backup/backed-up-set';
import { decided } from '../../../lib/props/schema';
import { mongoMonitoring } from '../../../lib/mongo/monitoring/monitoring';

const backup = { namespace: 'shop', dumps: 'mongo-backup', activeDeadlineSeconds: 21600 };
const slices = 'mongo-backup-oplog';

test('warns of a CronJob whose last run of the schedule has not succeeded, also if none ever did', () => {
  const [, found] = backupAlerts({ ...backup, slices }).map(({ expr, minutes }) => [expr, minutes]);
  const of = (metric: string) =>
    `max by (namespace, cronjob) (${metric}{namespace="shop", cronjob="mongo-backup-oplog"})`;
  const started = of('kube_cronjob_status_last_schedule_time');
  expect(found).toEqual([`${started} > (${of('kube_cronjob_status_last_successful_time')} or 0 * ${started})`, 15]);
});

test('gives a dump as long as it may take', () => {
  expect(backupAlerts(backup).map(({ alert, minutes }) => [alert, minutes])).toEqual([['MongoDumpMissing', 360]]);
});

test('has a paragraph on each alert in the guide to operations', () => {
  const guide = readFileSync(join(__dirname, '../../../docs/mongo-operations.md'), 'utf8');
  expect(backupAlerts({ ...backup, slices }).filter(({ alert }) => !guide.includes(`\n### ${alert}\n`))).toEqual([]);
});

test.each([
  ['a set that has alerts', { metrics: { labels: { release: 'prometheus' }, alerts: true } }, 'PrometheusRule'],
  ['a set without alerts', { metrics: { labels: { release: 'prometheus' } } }, undefined],
  ['a set without metrics', {}, undefined],
  ['a set that is found by annotations', { metrics: { kind: 'annotations' as const } }, undefined],
])('follows %s', (_, props, kind) => {
  const { metrics } = decided(mongoMonitoring, props);
  const metadata = { name: 'mongo-backup', namespace: 'shop' };
  expect(backupAlertsObject({ ...noSet, metrics }, metadata, backup)?.kind).toBe(kind);
});
