import { isIP } from 'node:net';
import { quoted } from '../../findings/problem';
import { FieldProblem, scalarFits } from '../schema/scalar-problem';

interface Format {
  readonly wanted: string;
  readonly write: string;
  fits(text: string): boolean;
}

/** The formats of strings in definitions that are judged, by the name that they have there. The API server knows more, and ignores the rest. */
const formats: Readonly<Record<string, Format>> = {
  'date-time': {
    wanted: 'a time',
    write: '"2030-01-31T12:00:00Z"',
    fits: (text) =>
      /^.{10}t([01]\d|2[0-3]):[0-5]\d:[0-5]\d([.,]\d+)?(z|[-+]\d\d:\d\d)$/i.test(text) && isDate(text.slice(0, 10)),
  },
  date: { wanted: 'a date', write: '"2030-01-31"', fits: isDate },
  byte: {
    wanted: 'base64',
    write: 'it in base64',
    fits: (text) => text !== '' && scalarFits(text, { is: 'base64' }),
  },
  ipv4: { wanted: 'an IPv4 address', write: 'one such as "192.0.2.1"', fits: isAddress },
  ipv6: {
    wanted: 'an IPv6 address',
    write: 'one such as "2001:db8::1"',
    fits: (text) => isIP(text) === 6 && !text.includes('%'),
  },
  uuid: {
    wanted: 'a UUID',
    write: 'one such as "123e4567-e89b-42d3-a456-426614174000"',
    fits: (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
  },
};

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Unlike Node, the API server lets a part begin with a zero. */
function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);
}

/** Returns the problem of a string that does not have its format; undefined if it has, or if the format is not judged. */
export function formatProblem(text: string, name: unknown): FieldProblem | undefined {
  const format = typeof name === 'string' && Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format === undefined || format.fits(text)) return undefined;
  return { want: `must be ${format.wanted}`, got: quoted(text), write: `write ${format.write}` };
}

const compiled = new Map<string, RegExp | undefined>();

/** Tells whether a string matches a pattern of a definition. One that Go reads otherwise than JavaScript is met by every string. */
export function isPatternMet(text: string, pattern: unknown): boolean {
  if (typeof pattern !== 'string' || text.length > longest) return true;
  if (!compiled.has(pattern)) compiled.set(pattern, expressionOf(pattern));
  return compiled.get(pattern)?.test(text) ?? true;
}

// JavaScript takes long for some patterns of long texts, and Go does not.
const longest = 10_000;
const notInJavascript = /\(\?[^:]|\[\[:|\\[pPAzZCQEGaxX]|\\[0-9]/;

function expressionOf(pattern: string): RegExp | undefined {
  const [, flags = '', rest = pattern] = /^\(\?([is]+)\)(.*)$/s.exec(pattern) ?? [];
  if (notInJavascript.test(rest)) return undefined;
  try {
    return new RegExp(rest, flags);
  } catch {
    return undefined;
  }
}
