import { version } from '../../package.json';
import { ExitCode, exitCodeOf } from '../findings/exit-code';
import { FindingsError } from '../findings/findings-error';
import { CommandLine, CommandLineError, givenOptions, Options } from './given-options';
import { HelpProps, helpText } from './help-text';
import { Terminal } from './terminal';

/** A command: reads its command line, writes to the terminal, and returns the exit code. */
export type Command = (argv: readonly string[], terminal: Terminal) => Promise<ExitCode>;

/** A command's options, its help and its work. */
export interface CommandProps<Known extends Options> extends HelpProps {
  readonly name: string;
  readonly options: Known;
  /**
   * Does the work.
   * @throws CommandLineError if the command line is wrong
   * @throws FindingsError with the findings, which are printed and decide the exit code
   */
  run(line: CommandLine<Known>, terminal: Terminal): ExitCode | Promise<ExitCode>;
}

/** The options that every command has. */
export const commonOptions = {
  help: { type: 'boolean', short: 'h', help: 'show this text' },
  version: { type: 'boolean', help: 'show the version' },
} as const satisfies Options;

/** The version of this package as `--version` prints it. */
export const versionText = `cdk8s-backend ${version}\n`;

/** Returns a command that has `--help` and `--version`, and that prints its findings and what is wrong with its command line. */
export function command<Known extends Options>(props: CommandProps<Known>): Command {
  const options = { ...props.options, ...commonOptions };
  return async (argv, terminal) => {
    try {
      const line = givenOptions(argv, options);
      const { help, version: isVersion } = line.values as { help?: boolean; version?: boolean };
      if (help === true || isVersion === true) {
        terminal.write(help === true ? helpText({ ...props, options }) : versionText);
        return 0;
      }
      return await props.run(line, terminal);
    } catch (error) {
      if (error instanceof CommandLineError) {
        terminal.complain(`cdk8s-backend ${props.name}: ${error.message}\n`);
        return 64;
      }
      if (!(error instanceof FindingsError)) throw error;
      terminal.complain(`${error.message}\n`);
      return exitCodeOf(error.findings);
    }
  };
}
