import { join, normalize, relative } from 'node:path';
import { takenPaths, writeNewFiles } from '../../files/new-files';
import { counted } from '../../findings/counted';
import { FindingsError } from '../../findings/findings-error';
import { shellWord } from '../../kubernetes/shell-word';
import { projectFiles, projectPaths } from '../../project/project-files';
import { command } from '../command';
import { refuseMore } from '../given-options';
import { givenProject, projectOptions } from './given-project';

/** The command `cdk8s-backend init`: writes a project of one backend, which renders at once. It overwrites nothing. */
export const initCommand = command({
  name: 'init',
  usage: ['cdk8s-backend init [DIR] [options]', 'npm create cdk8s-backend [DIR] -- [options]'],
  about: [
    'Writes a project into DIR, or into this directory: a program that describes a backend and its MongoDB, its environments, a test, and a ' +
      'workflow for pull requests. After npm install, npm run synth renders it to YAML in dist/.',
    'At a terminal, asks for the image, the port and the database if they are not given. Overwrites no file: if one is in the way, ' +
      'nothing is written.',
  ],
  options: {
    ...projectOptions,
    'dry-run': { type: 'boolean', default: false, help: 'write nothing, and list the files' },
  },
  exits: {
    0: 'the files are written',
    1: 'a file is in the way, or a question has no answer',
    3: 'a file cannot be written',
  },
  async run({ values, positionals }, terminal): Promise<0> {
    refuseMore(positionals, 1, 'one directory');
    const directory = normalize(positionals[0] ?? '.');
    const taken = takenPaths(directory, projectPaths);
    if (taken.length > 0) throw new FindingsError(taken);
    const files = projectFiles(await givenProject(values, directory, terminal));
    const isDryRun = values['dry-run'];
    if (!isDryRun) writeNewFiles(directory, files);
    const list = projectPaths.map((path) => `  + ${join(directory, path)}\n`).join('');
    terminal.write(`${counted(projectPaths.length, 'file')}${isDryRun ? ' would be' : ''} written\n${list}`);
    if (!isDryRun) terminal.write(`\nNext\n${nextCommands(directory)}`);
    return 0;
  },
});

function nextCommands(directory: string): string {
  const isHere = relative(directory, '.') === '';
  const commands = [...(isHere ? [] : [`cd ${shellWord(directory)}`]), 'npm install', 'npm run synth'];
  return commands.map((line) => `  ${line}\n`).join('');
}
