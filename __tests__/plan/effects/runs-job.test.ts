import { object } from '../../manifests';
import { messages } from '../changed';

const job = (container: object, spec: object = {}, name = 'migrate') =>
  object('Job', { spec: { template: { spec: { containers: [container] } }, ...spec } }, { name });
const migrate = { command: ['node', 'migrate.js'], args: ['--all'] };

test.each([
  ['a new Job', undefined, job(migrate), 'runs `node migrate.js --all`'],
  ['a Job that has another command', job({ command: ['true'] }), job(migrate), 'runs `node migrate.js --all`'],
  ['a Job that is suspended no more', job(migrate, { suspend: true }), job(migrate), 'runs `node migrate.js --all`'],
  [
    'a Job with a command and an image',
    undefined,
    job({ ...migrate, image: 'shop:1' }),
    'runs `node migrate.js --all` of the image shop:1',
  ],
  ['a Job without a command', undefined, job({ image: 'shop:1' }), 'runs the image shop:1'],
  [
    'a long script',
    undefined,
    job({ command: ['sh', '-c', `echo\n  ${'a'.repeat(200)}`] }),
    `runs \`sh -c echo ${'a'.repeat(89)}…\``,
  ],
  [
    'a command with a secret',
    undefined,
    job({ command: ['dump', '--password', 'hunter22', '--all'] }),
    'runs `dump --password (hidden) --all`',
  ],
])('says what %s runs', (_, before, after, message) => {
  expect(messages('runs-job', before, after)).toEqual([message]);
});

test.each([
  ['a Job that stays as it is but for its time to live', job(migrate), job(migrate, { ttlSecondsAfterFinished: 60 })],
  ['a suspended Job', undefined, job(migrate, { suspend: true })],
  ['a Job that goes', job(migrate), undefined],
  [
    'a CronJob, which waits for its time',
    undefined,
    object('CronJob', { spec: { jobTemplate: { spec: { template: { spec: { containers: [migrate] } } } } } }),
  ],
])('says nothing of %s', (_, before, after) => {
  expect(messages('runs-job', before, after)).toEqual([]);
});

test('runs a Job whose name has changed, and not the one that goes', () => {
  expect(messages('runs-job', job(migrate, {}, 'migrate-a1'), job(migrate, {}, 'migrate-b2'))).toEqual([
    'runs `node migrate.js --all`',
  ]);
});
