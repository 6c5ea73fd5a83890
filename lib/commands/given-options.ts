import { parseArgs } from 'node:util';
import { nearName } from '../findings/near-name';
import { quoted } from '../findings/problem';

/** An option of a command. */
export interface Option {
  readonly type: 'boolean' | 'string';
  /** The letter of its short form: `h` for `-h`. */
  readonly short?: string;
  /** True if the option may be repeated. */
  readonly multiple?: boolean;
  readonly default?: boolean | string | string[];
  /** The name of its value in the help: `--format FORMAT`. */
  readonly value?: string;
  /** The explanation in the help. */
  readonly help: string;
}

/** The options of a command, by name. */
export type Options = Readonly<Record<string, Option>>;

/** A command line as it is read: the values of the options, and the operands. */
export type CommandLine<Known extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: Known }>
>;

/** A wrong command line. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

/**
 * Returns a command's options and operands.
 * @throws CommandLineError if an option is unknown, or has a value where it takes none. The message repeats no value
 */
export function givenOptions<Known extends Options>(argv: readonly string[], options: Known): CommandLine<Known> {
  const given = { args: [...argv], allowPositionals: true, options } as const;
  for (const token of parseArgs({ ...given, strict: false, tokens: true }).tokens)
    if (token.kind === 'option') refuseOption(token, options);
  return parseArgs(given);
}

/**
 * Refuses more operands than a command takes: `one folder`.
 * @throws CommandLineError if there are more
 */
export function refuseMore(operands: readonly string[], most: number, wanted: string): void {
  if (operands.length <= most) return;
  throw new CommandLineError(`takes ${wanted}, got ${operands.length}; see --help`);
}

/**
 * Returns the value of an option that takes one of some names.
 * @throws CommandLineError if it has another
 */
export function choice<Name extends string>(option: string, value: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  const all = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
  const near = nearName(value, names) ?? 'one of them';
  throw new CommandLineError(`${option} must be ${all}, got ${quoted(value)}; write ${near}`);
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string;
  readonly inlineValue?: boolean;
}

function refuseOption({ name, rawName, value, inlineValue }: OptionToken, options: Options): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    const near = nearName(name, Object.keys(options));
    const advice = near === undefined ? 'see --help' : `write --${near}`;
    throw new CommandLineError(`there is no option ${rawName}; ${advice}`);
  }
  if (option.type === 'boolean') {
    if (value !== undefined) throw new CommandLineError(`${rawName} takes no value; leave it out`);
    return;
  }
  const written = `${rawName} ${option.value ?? 'VALUE'}`;
  if (value === undefined) throw new CommandLineError(`${rawName} needs a value; write ${written}`);
  // `--env --check` is more likely a forgotten value than one that begins with a dash.
  if (inlineValue === false && /^-./.test(value))
    throw new CommandLineError(
      `${rawName} needs a value; write ${written}, or --${name}=${option.value ?? 'VALUE'} for one that begins with "-"`,
    );
}
