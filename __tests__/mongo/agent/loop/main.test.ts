import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryDirectory } from '../../../temporary-directory';
import { mountedProgram } from '../mounted-program';
import { settings } from '../set';

/** Runs the agent of a directory, with a class of mongosh that behaves like this. */
function end(directory: string, Mongo: string) {
  const program = `
    const Mongo = ${Mongo};
    require(${JSON.stringify(join(directory, 'agent.js'))}).run(Mongo, ${JSON.stringify(directory)});`;
  const { status, stderr } = spawnSync(process.execPath, ['--eval', program], { encoding: 'utf8' });
  return { status, reason: stderr.split('\n')[0] };
}

test('ends with the reason that it cannot run', () => {
  const directory = mountedProgram({ 'agent.json': '' });
  expect(end(directory, 'class {}')).toEqual({ status: 1, reason: 'SyntaxError: Unexpected end of JSON input' });
});

test('ends with the reason that something failed that it did not wait for', () => {
  const directory = mountedProgram({ 'agent.json': JSON.stringify(settings()) });
  const Mongo = 'class { constructor() { void Promise.reject(new Error("lost")); } }';
  expect(end(directory, Mongo)).toEqual({ status: 1, reason: 'Error: lost' });
});

test('gives the keys of a keyfile to an administrator, without running', () => {
  const program = `console.log(require(${JSON.stringify(join(mountedProgram(), 'agent.js'))}).keysOf('- old\\n- new'))`;
  const { stdout } = spawnSync(process.execPath, ['--eval', program], { encoding: 'utf8', cwd: temporaryDirectory() });
  expect(stdout).toBe("[ 'old', 'new' ]\n");
});
