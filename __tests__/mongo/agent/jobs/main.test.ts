import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { program } from '../../../../lib/mongo/replica-set/configuration';
import { writeText } from '../../../temporary-directory';
import { dumpOf, dumpSettings, tool } from './dump-job';

/** Runs a program of the Jobs as the Job does, with the given input, and tools of MongoDB that do nothing. */
function run(name: string, file: string, input: object, directory: string) {
  writeText(join(directory, 'jobs.js'), program('jobs.js'));
  writeText(join(directory, file), JSON.stringify(input));
  const jobs = JSON.stringify(join(directory, 'jobs.js'));
  const script = `require(${jobs}).run('${name}', class {}, ${JSON.stringify(directory)})`;
  const env = { PATH: `${directory}:${process.env['PATH'] ?? ''}` };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

test('prints the result of a program', () => {
  const settings = dumpSettings();
  tool(
    settings.directory,
    'for word in "$@"; do case $word in --archive=*) echo >"${word#--archive=}";; esac; done',
    'mongodump',
  );
  const { status, stdout } = run('backup', 'backup.json', { ...settings, keep: 1 }, settings.directory);
  expect([status, JSON.parse(stdout)]).toMatchObject([0, { bytes: 1, removed: [] }]);
});

test('prints that a restore was done before', () => {
  const settings = dumpSettings([dumpOf('01')]);
  writeText(join(settings.dumps, 'mongo.restored'), '');
  const input = {
    ...settings,
    from: 'mongo',
    into: 'mongo',
    dump: 'latest',
    mark: 'mongo.restored',
    replaceData: false,
  };
  expect(run('restore', 'restore.json', input, settings.directory)).toEqual({
    status: 0,
    stdout: '{"restored":"nothing: this was restored before"}\n',
    stderr: '',
  });
});

test('ends with the reason of a failure', () => {
  const settings = dumpSettings();
  const input = {
    ...settings,
    user: join(settings.directory, 'gone'),
    namespace: 'shop',
    labels: {},
    selector: 'app=x',
  };
  expect(run('snapshot', 'snapshots.json', { ...input, keep: 1, readySeconds: 60 }, settings.directory)).toEqual({
    status: 1,
    stdout: '',
    stderr: `ENOENT: no such file or directory, open '${join(settings.directory, 'gone', 'username')}'\n`,
  });
});
