import { CORE_SCHEMA, defineScalarTag, mergeTag, NOT_RESOLVED, Schema } from 'js-yaml';

const words = new Map<string, boolean | null>([
  ...spellings(true, 'y', 'yes', 'true', 'on'),
  ...spellings(false, 'n', 'no', 'false', 'off'),
  ...spellings(null, 'null'),
  ['', null],
  ['~', null],
]);
const float = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const notFinite = /^(?:([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const integers: readonly (readonly [RegExp, number])[] = [
  [/^[-+]?0[xX]([\da-fA-F]+)$/, 16],
  [/^[-+]?0[bB]([01]+)$/, 2],
  // go-yaml takes a sign after the prefix, too.
  [/^0b([-+]?[01]+)$/, 2],
  [/^[-+]?0[oO]?([0-7]+)$/, 8],
  [/^[-+]?(0|[1-9]\d*)$/, 10],
];

/**
 * The value that kubectl reads in a YAML scalar without quotes: go-yaml v2's mixture of YAML 1.1 and 1.2, in which `yes` and `on` are
 * true, `012` and `0o12` are ten, `1_000` is a thousand, and `12:30:45` and `2020-01-01` are strings.
 * https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export function kubectlScalar(text: string): string | number | boolean | null {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(text)) return text;
  const [special, sign] = notFinite.exec(text) ?? [];
  if (special !== undefined) return sign === undefined ? NaN : sign === '-' ? -Infinity : Infinity;
  // After a dot, an underscore must stand between digits.
  if (text.startsWith('.') && /(?<!\d)_|_(?!\d)/.test(text)) return text;
  return kubectlNumber(text.replaceAll('_', '')) ?? text;
}

function kubectlNumber(text: string): number | undefined {
  for (const [form, base] of integers) {
    const digits = form.exec(text)?.[1];
    if (digits === undefined) continue;
    const size = parseInt(digits, base);
    // Of more than 64 bits it is none, such as a long hash.
    if (size >= 2 ** 64) continue;
    return text.startsWith('-') && size !== 0 ? -size : size;
  }
  // One beyond what a number can hold is a string.
  const number = float.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** A word as YAML takes it: `yes`, `Yes`, `YES`. */
function spellings(value: boolean | null, ...lowerCase: readonly string[]): [string, boolean | null][] {
  return lowerCase.flatMap((word) => {
    const capitalized = word.charAt(0).toUpperCase() + word.slice(1);
    return [word, capitalized, word.toUpperCase()].map((spelling): [string, boolean | null] => [spelling, value]);
  });
}

/** A tag whose scalars are those that kubectl reads as values of a kind. */
function tag(name: string, isOfKind: (value: unknown) => boolean): ReturnType<typeof defineScalarTag> {
  return defineScalarTag(`tag:yaml.org,2002:${name}`, {
    implicit: true,
    resolve: (text) => {
      const value = kubectlScalar(text);
      return isOfKind(value) ? value : NOT_RESOLVED;
    },
    identify: () => false,
  });
}

/** The schema by which js-yaml reads a manifest as kubectl does. */
export const kubectlSchema: Schema = CORE_SCHEMA.withTags(
  mergeTag,
  tag('null', (value) => value === null),
  tag('bool', (value) => typeof value === 'boolean'),
  tag('int', Number.isInteger),
  tag('float', (value) => typeof value === 'number'),
);
