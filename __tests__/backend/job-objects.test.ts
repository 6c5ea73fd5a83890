import { at, outcome } from './edge-values';

test.each<[string, object, string, unknown]>([
  [
    'names the migration by what it is made of',
    { migration: { command: ['node', 'job.js'] } },
    'Job metadata.name',
    'api-migration-ddad9011',
  ],
  [
    'gives Jobs a label of their own, which the Service does not select',
    { migration: { command: ['node', 'job.js'] } },
    'Job spec.template.metadata.labels',
    {
      app: 'api-migration',
      'app.kubernetes.io/component': 'job',
      'app.kubernetes.io/instance': 'api-migration',
      'app.kubernetes.io/managed-by': 'cdk8s-backend',
      'app.kubernetes.io/name': 'api-migration',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/version': '1.2.3',
    },
  ],
  [
    'runs the program in the hardened container of the service',
    { cronJobs: { report: { command: ['node', 'job.js'], schedule: '@daily' } } },
    'CronJob spec.jobTemplate.spec.template.spec.containers.0.command',
    ['node', 'job.js'],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});
