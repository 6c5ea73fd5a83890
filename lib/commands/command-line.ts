import { parseArgs, ParseArgsConfig } from 'node:util';

/** A command line that cannot be understood. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

/**
 * A command's options and operands.
 * @throws CommandLineError if the command line has anything else in it
 */
export function commandLine<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: Options }>> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const [problem = ''] = (error as Error).message.split(/\. |\n/);
    throw new CommandLineError(`${problem.slice(0, 1).toLowerCase()}${problem.slice(1)}; see --help`);
  }
}
