import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'runs a CronJob never twice at once',
    { cronJobs: { report: { command: ['node', 'job.js'], schedule: '@daily' } } },
    'CronJob spec.concurrencyPolicy',
    'Forbid',
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { migration: { command: [] } },
    ['migration.command must not be empty, got []; write ["node", "migrate.js"]'],
    { migration: { command: ['node', 'job.js'] } },
  ],
  [
    { migration: { command: ['node', 'job.js'], backoffLimit: -1 } },
    ['migration.backoffLimit must be an integer from 0, got -1; write 0'],
    { migration: { command: ['node', 'job.js'], backoffLimit: 0 } },
  ],
  [
    { migration: { command: ['node', 'job.js'], activeDeadlineSeconds: 0 } },
    ['migration.activeDeadlineSeconds must be an integer from 1, got 0; write 1'],
    { migration: { command: ['node', 'job.js'], activeDeadlineSeconds: 1 } },
  ],
  [
    { env: { TENANT: 'a' }, migration: { command: ['node', 'job.js'], variables: ['TENNANT'] } },
    ['migration.variables[0] must be the name of a variable of env or secrets, got "TENNANT"; write "TENANT"'],
    { env: { TENANT: 'a' }, migration: { command: ['node', 'job.js'], variables: ['TENANT', 'PORT'] } },
  ],
  [
    { migration: { command: ['node', 'job.js'], resources: { limits: { memory: '64Mi' } } } },
    [
      'migration.resources.requests.memory must not be above the limit "64Mi", got "256Mi"; raise the limit or lower the request',
    ],
    { migration: { command: ['node', 'job.js'], resources: { requests: { memory: '64Mi' } } } },
  ],
  [
    { cronJobs: { a: { command: ['node', 'job.js'], schedule: '60 * * * *' } } },
    [
      'cronJobs["a"].schedule must be a schedule, got "60 * * * *"; write minute, hour, day, month and day of the week, such as "0 3 * * *"',
    ],
    { cronJobs: { a: { command: ['node', 'job.js'], schedule: '59 * * * *' } } },
  ],
  [
    { cronJobs: { a: { command: ['node', 'job.js'], schedule: '@daily', timeZone: 'europe/berlin' } } },
    ['cronJobs["a"].timeZone must be a time zone of the IANA database, got "europe/berlin"; write "Europe/Berlin"'],
    { cronJobs: { a: { command: ['node', 'job.js'], schedule: '@daily', timeZone: 'Europe/Berlin' } } },
  ],
  [
    { cronJobs: { a: { command: ['node', 'job.js'], schedule: '@daily', startingDeadlineSeconds: 9 } } },
    ['cronJobs["a"].startingDeadlineSeconds must be an integer from 10, got 9; write 10'],
    { cronJobs: { a: { command: ['node', 'job.js'], schedule: '@daily', startingDeadlineSeconds: 10 } } },
  ],
  [
    {
      migration: { command: ['node', 'job.js'] },
      cronJobs: { migration: { command: ['node', 'job.js'], schedule: '@daily' } },
    },
    [
      'cronJobs["migration"] must not have the name of the migration, got "migration"; write another name',
      '[shop/api/cron-job-migration-network-policy] makes NetworkPolicy shop/api-migration a second time; give each a name of its own (unique-objects)',
    ],
    {
      migration: { command: ['node', 'job.js'] },
      cronJobs: { a: { command: ['node', 'job.js'], schedule: '@daily' } },
    },
  ],
  [
    { cronJobs: { A: { command: ['node', 'job.js'], schedule: '@daily' } } },
    [
      'cronJobs["A"] must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "A"; write "a"',
    ],
    { cronJobs: {} },
  ],
  [
    { migration: {} },
    [
      'migration.command must be a list of strings where no args are given, got undefined; write ["node", "migrate.js"]',
    ],
    { migration: { args: ['migrate'] } },
  ],
  [
    { jobs: { import: { args: [] } } },
    [
      'jobs["import"].command must be a list of strings where no args are given, got undefined; write ["node", "migrate.js"]',
    ],
    { jobs: { import: { args: ['import'], command: ['node'] } } },
  ],
  [
    { jobs: { migration: { command: ['node', 'job.js'] } } },
    ['jobs["migration"] must not have the name of the migration, got "migration"; write another name'],
    { jobs: { import: { command: ['node', 'job.js'] } } },
  ],
  [
    { jobs: { [`a${'b'.repeat(50)}`]: { command: ['node', 'job.js'] } } },
    [
      `jobs["a${'b'.repeat(50)}"] must have at most 50 characters, got "a${'b'.repeat(50)}" with 51; write a shorter name`,
    ],
    { jobs: { [`a${'b'.repeat(49)}`]: { command: ['node', 'job.js'] } } },
  ],
  [
    { cronJobs: { a: { command: ['a'], schedule: '@daily', resources: { limits: { memory: '64Mi' } } } } },
    [
      'cronJobs["a"].resources.requests.memory must not be above the limit "64Mi", got "256Mi"; raise the limit or lower the request',
    ],
    { cronJobs: { a: { command: ['a'], schedule: '@daily', resources: { requests: { memory: '64Mi' } } } } },
  ],
  [
    { cronJobs: { a: { command: ['a'], schedule: '@daily', failedJobsHistoryLimit: -1 } } },
    ['cronJobs["a"].failedJobsHistoryLimit must be an integer from 0, got -1; write 0'],
    { cronJobs: { a: { command: ['a'], schedule: '@daily', failedJobsHistoryLimit: 0 } } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
