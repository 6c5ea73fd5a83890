import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './environment';
import { temporaryDirectory } from '../__tests__/temporary-directory';
import { Run, run } from './kubectl';

/** The commands of a guide under a heading, block by block, as they stand there. */
export function documentedBlocks(heading: string, guide = 'mongo-operations.md'): string[] {
  const page = readFileSync(join(repository, 'docs', guide), 'utf8');
  // Inside a block, a line may begin like a heading, for it is a comment. A block of a list is indented.
  const parts = page.split(/^ *```\w*\n/m);
  const blocks: string[] = [];
  let current = '';
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) current = [...part.matchAll(/^#+ (.*)$/gm)].at(-1)?.[1] ?? current;
    else if (current === heading) blocks.push(part.replaceAll(new RegExp(`^${/^ */.exec(part)?.[0] ?? ''}`, 'gm'), ''));
  }
  if (blocks.length === 0) throw new Error(`docs/${guide} has no block under ${heading}`);
  return blocks;
}

/** A folder to type commands in, as the page would have the program's: what is rendered goes into its `dist`. */
export class Console {
  readonly folder = temporaryDirectory();

  /** Runs commands in bash, which reads `input`, and gives what was printed. Throws at the first command that fails. */
  async type(commands: string, input = ''): Promise<string> {
    const { code, stdout, stderr } = await this.try(commands, input);
    if (code !== 0) throw new Error(`${commands}: exit ${code}\n${stdout}${stderr}`);
    return stdout + stderr;
  }

  /** Like `type`, and gives the exit code of the command that failed. */
  try(commands: string, input = ''): Promise<Run> {
    return run('bash', ['-euo', 'pipefail', '-c', `cd ${this.folder}\n${commands}`], { input, seconds: 300 });
  }
}
