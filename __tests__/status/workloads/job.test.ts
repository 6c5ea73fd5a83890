import { cronJobReading, jobReading } from '../../../lib/status/workloads/job';
import { brokenCluster, live, object, said, view, warning } from '../played-view';

test('says why a Job has failed, by its last pod where that is still there', () => {
  const texts = ['job-fails', 'job-late'].map((name) => said(jobReading(live('Job', name), brokenCluster)));
  expect(texts).toEqual([
    [
      'job-failed: has failed after 1 of 1 attempts; pod job-fails-gsrc9, container main: ended with exit code 5 > kubectl logs job/job-fails --namespace shop',
    ],
    [
      'job-failed: has failed, it took longer than activeDeadlineSeconds, 5 s > kubectl describe job.batch job-late --namespace shop',
    ],
  ]);
});

const job = (status: object, spec: object = {}) =>
  object('batch/v1', 'Job', 'migrate', { spec, status, metadata: { uid: 'u' } });
const condition = (type: string, more: object = {}) => ({ conditions: [{ type, status: 'True', ...more }] });

test.each([
  ['is complete', job(condition('Complete')), []],
  ['runs', job({ active: 1 }), ['waits: is not complete']],
  ['is suspended', job({}, { suspend: true }), ['note: is suspended']],
  [
    'failed by its policy',
    job(condition('Failed', { reason: 'PodFailurePolicy', message: 'Container main failed. See it' })),
    ['job-failed: has failed, Container main failed > kubectl describe job.batch migrate --namespace shop'],
  ],
])('reads a Job that %s', (_, object, texts) => {
  expect(said(jobReading(object, view()))).toEqual(texts);
});

test('says why no pod of a Job can be created', () => {
  const warnings = [warning(job({}), 'FailedCreate', 'Error creating: pods "migrate-1" is forbidden: no')];
  expect(said(jobReading(job({}), view({ warnings })))[0]).toBe(
    'pod-refused: its pods are refused: no > kubectl describe job.batch migrate --namespace shop',
  );
});

test('a CronJob is broken while its last finished run has failed', () => {
  const cronJob = (spec: object = {}) => object('batch/v1', 'CronJob', 'backup', { spec, metadata: { uid: 'c' } });
  const run = (name: string, startTime: string, type: string) =>
    object('batch/v1', 'Job', name, {
      metadata: { ownerReferences: [{ uid: 'c' }] },
      status: { startTime, ...condition(type) },
    });
  const failed = run('backup-1', '2026-11-27T01:00:00Z', 'Failed');
  const texts = (...objects: readonly ReturnType<typeof run>[]) => said(cronJobReading(cronJob(), view({ objects })));
  expect(texts(failed)).toEqual([
    'cron-job-failed: its last run, backup-1, has failed > kubectl describe job.batch backup-1 --namespace shop',
  ]);
  expect(texts(failed, run('backup-2', '2026-11-27T02:00:00Z', 'Complete'))).toEqual([]);
  expect(texts()).toEqual([]);
  expect(said(cronJobReading(cronJob({ suspend: true }), view({ objects: [failed] })))).toEqual(['note: is suspended']);
});
