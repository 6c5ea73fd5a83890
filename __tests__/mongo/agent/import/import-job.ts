import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportSettings } from '../../../../lib/mongo/agent/contract';
import { settings as agentSettings, writeSecret } from '../set';
import { Programs } from '../../../../lib/mongo/agent/import/follow';
import { tool } from '../jobs/dump-job';

/** Directories as the Job of an import has them, with tools that write down their arguments; `script` is what each of them does then. */
export function importJob(
  given: Partial<ImportSettings> = {},
  scripts: Readonly<Record<string, string>> = {},
): { readonly settings: ImportSettings; readonly programs: Programs; readonly said: () => string[] } {
  const job = agentSettings();
  const directory = job.users;
  writeSecret(job, 'user', 'importer', 'right');
  const run = join(directory, 'run');
  mkdirSync(run);
  const source = join(directory, 'uri');
  writeFileSync(source, 'mongodb://root:old@old-0/\n');
  const said = join(directory, 'said');
  writeFileSync(said, '');
  const [dump = '', restore = ''] = ['mongodump', 'mongorestore'].map((name) =>
    tool(directory, `echo "${name} $*" >>${said}\n${scripts[name] ?? 'cat >/dev/null </dev/null'}`, name),
  );
  const settings = {
    set: 'mongo',
    uri: 'mongodb://mongo-0.mongo/?replicaSet=mongo',
    user: join(directory, 'user'),
    run,
    source,
    follow: true,
    replaceData: false,
    mark: 'mongo-1',
    ...given,
  };
  const lines = () => readFileSync(said, 'utf8').trim().replaceAll(`${directory}/`, '').split('\n').sort();
  return { settings, programs: { dump, restore }, said: lines };
}
