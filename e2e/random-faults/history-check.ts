import { join } from 'node:path';
import { run, succeed } from '../kubectl';

const folder = join(__dirname, '..', 'linearizability');

/** Builds the checker of histories. Throws where there is no Go: a run without its verdict proves nothing. */
export async function buildChecker(program: string): Promise<void> {
  const { code, stderr } = await run('go', ['version']);
  if (code !== 0)
    throw new Error(`no Go is on the PATH, by which histories are checked: install Go 1.24 or later\n${stderr}`);
  await succeed('go', ['build', '-C', folder, '-o', program, '.'], { seconds: 240 });
}

/** The verdict on a history of a file, and whether it is accepted. */
export async function checkHistory(program: string, file: string): Promise<{ accepted: boolean; report: string }> {
  const { code, stdout, stderr } = await run('sh', ['-c', '"$1" <"$2"', 'sh', program, file], { seconds: 600 });
  return { accepted: code === 0, report: stdout + stderr };
}
