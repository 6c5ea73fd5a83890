import { ExitCode, exitCodes } from '../findings/exit-code';
import { Option, Options } from './given-options';

/** The texts of a command's help. */
export interface HelpProps {
  /** The forms of the command line: `cdk8s-backend check [FOLDER...] [options]`. */
  readonly usage: readonly string[];
  /** The purpose of the command, a paragraph an entry. */
  readonly about: readonly string[];
  readonly options: Options;
  /** Lists that follow the options, each with its heading and its entries. @default - none */
  readonly lists?: Readonly<Record<string, readonly (readonly [name: string, text: string])[]>>;
  /** The exit codes that the command has, with their meaning here. */
  readonly exits: Readonly<Partial<Record<ExitCode, string>>>;
}

const width = 80;

/** Returns a command's help, no line of which is longer than 80 columns. */
export function helpText({ usage, about, options, lists = {}, exits }: HelpProps): string {
  const entries = Object.entries(options).map(([name, option]) => [optionText(name, option), option.help] as const);
  const codes = Object.entries({ ...exits, 64: exitCodes[64] });
  return [
    usage.map((line, index) => `${index === 0 ? 'Usage:' : '      '} ${line}\n`).join(''),
    ...about.map((paragraph) => `${wrapped(paragraph, width).join('\n')}\n`),
    `Options:\n${columns(entries)}`,
    ...Object.entries(lists).map(([heading, rows]) => `${heading}:\n${columns(rows)}`),
    `Exit codes:\n${columns(codes)}`,
  ].join('\n');
}

/** Returns entries with their texts in a second column. */
export function columns(rows: readonly (readonly [name: string, text: string])[]): string {
  const indent = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows
    .map(([name, text]) => `  ${name}`.padEnd(indent) + wrapped(text, width - indent).join(`\n${' '.repeat(indent)}`))
    .map((row) => `${row}\n`)
    .join('');
}

function optionText(name: string, { short, value }: Option): string {
  return `--${name}${short === undefined ? '' : `, -${short}`}${value === undefined ? '' : ` ${value}`}`;
}

function wrapped(text: string, columnsWide: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columnsWide) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
