import { YAMLException } from 'js-yaml';

// More than any text is indented.
const indentation = ' '.repeat(200);

/** A value, and the text that it was parsed from. */
interface Parsed<Value> {
  readonly value: Value;
  /** The text, with the same lines; some may be indented more. */
  readonly text: string;
}

/**
 * Parses a text as kubectl does, which lets quoted strings and the lists and maps in brackets continue, and end, anywhere on a line: it
 * needs no indentation there, and spaces add nothing. The parser's specification asks for some, so that each such line is given it.
 * @throws YAMLException if the text is not YAML otherwise
 */
export function indentedText<Value>(text: string, parse: (text: string) => Value): Parsed<Value> {
  let lines: string[] | undefined;
  for (let current = text; ; current = lines.join('\n')) {
    try {
      return { value: parse(current), text: current };
    } catch (error) {
      const line = deficientLine(error);
      lines ??= text.split('\n');
      // Each line is indented once; a text that is refused for it again is wrong in another way.
      if (line === undefined || lines[line] === undefined || lines[line].startsWith(indentation)) throw error;
      lines[line] = `${indentation}${lines[line]}`;
    }
  }
}

function deficientLine(error: unknown): number | undefined {
  return error instanceof YAMLException && error.reason === 'deficient indentation' ? error.mark?.line : undefined;
}
