import { Problem, ProblemCode, quoted } from '../findings/problem';

const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const syntax = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d+))?$/;
// More zeros than any amount has.
const mostPower = 100;

interface Parsed {
  readonly nano: bigint;
  readonly binary: boolean;
}

// Every object of a program has the same few.
const known = new Map<string, Parsed | undefined>();

/**
 * Returns the amount of a quantity in billionths; the API server rounds smaller parts up, too. Undefined if the string is no quantity.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
function parse(text: string): Parsed | undefined {
  if (!known.has(text)) known.set(text, parsed(text));
  return known.get(text);
}

function parsed(text: string): Parsed | undefined {
  const [match, sign, whole = '', fraction = '', binary, decimal, exponent] = syntax.exec(text) ?? [];
  if (match === undefined) return undefined;
  const power = exponent === undefined ? 3 * (decimalSuffixes.indexOf(decimal ?? '') - 3) : Number(exponent);
  if (Math.abs(power) > mostPower) return undefined;
  const factor = 1024n ** BigInt(binary === undefined ? 0 : binarySuffixes.indexOf(binary));
  const scaled = BigInt(whole + fraction) * factor * 10n ** BigInt(power + mostPower + 9);
  const divisor = 10n ** BigInt(fraction.length + mostPower);
  const nano = (scaled + divisor - 1n) / divisor;
  return { nano: sign === '-' ? -nano : nano, binary: binary !== undefined };
}

/** Returns the number of cores or bytes of a quantity. NaN if the string is no quantity. */
export function amount(quantity: string): number {
  const parsed = parse(quantity);
  return parsed === undefined ? NaN : Number(parsed.nano) / 1e9;
}

/**
 * Returns the quantity as the API server stores it: `1000m` → `1`, `3072Mi` → `3Gi`, `0.5` → `500m`, so that a GitOps agent sees no
 * difference after apply. A string that is no quantity is returned as it is.
 */
export function quantity(text: string): string {
  const parsed = parse(text);
  if (parsed === undefined) return text;
  if (parsed.nano === 0n) return '0';
  const wholeBytes = parsed.nano / 1_000_000_000n;
  if (parsed.binary && parsed.nano % 1_000_000_000n === 0n) return withSuffix(wholeBytes, 1024n, binarySuffixes);
  return withSuffix(parsed.nano, 1000n, decimalSuffixes);
}

/** True if two strings are quantities of the same amount, in whatever form: `1.5Gi`, `1536Mi` and `1610612736`. */
export function isSameQuantity(one: string, other: string): boolean {
  const amount = parse(one)?.nano;
  return amount !== undefined && amount === parse(other)?.nano;
}

/** Returns the problem of a request above its limit. */
export function requestProblem(request: string, limit: string): Problem | undefined {
  if (!(amount(request) > amount(limit))) return undefined;
  const want = `must not be above the limit ${quoted(limit)}`;
  return { code: 'conflict', want, got: quoted(request), write: 'raise the limit or lower the request' };
}

/** Returns the problem of an amount of CPU: a positive quantity of cores, at least a thousandth, such as `100m` or `2`. */
export function cpuProblem(value: unknown): Problem | undefined {
  const meant = unquoted(value);
  if (typeof value !== 'string' || !(amount(value) > 0)) {
    const write = amount(meant) > 0 ? quoted(meant) : '"500m" or "2"';
    return wrong(
      amount(meant) <= 0 ? 'out-of-range' : 'invalid-format',
      'a positive quantity of CPU cores',
      value,
      write,
    );
  }
  if (/^\d+M$/.test(value)) {
    const is = ', which is millions of them';
    return wrong('invalid-value', 'a quantity of CPU cores', value, quoted(value.toLowerCase()), is);
  }
  if ((parse(value)?.nano ?? 0n) % 1_000_000n === 0n) return undefined;
  const write = `"${Math.max(1, Math.round(amount(value) * 1000))}m"`;
  return wrong('out-of-range', 'a multiple of one thousandth of a core', value, write);
}

/** Returns the problem of an amount of memory or storage: a positive whole number of bytes, such as `256Mi` or `10Gi`. */
export function bytesProblem(value: unknown): Problem | undefined {
  const bytes = typeof value === 'string' ? amount(value) : NaN;
  const [, thousandths] = /^(\d+)m$/.exec(String(value)) ?? [];
  if (thousandths !== undefined && bytes > 0) {
    const write = bytes < leastMeant ? `"${thousandths}Mi"` : quoted(binaryBytes(bytes));
    return wrong('invalid-value', 'a quantity of bytes', value, write, ', which is thousandths of a byte');
  }
  if (bytes > 0 && Number.isInteger(bytes)) return undefined;
  if (bytes > 1)
    return wrong('invalid-value', 'a whole number of bytes', value, quoted(binaryBytes(bytes)), `, which is ${bytes}`);
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt])i?b?$/i.exec(String(value).trim()) ?? [];
  const meant = digits === undefined ? unquoted(value) : `${digits}${unit.toUpperCase()}i`;
  const write = amount(meant) >= 1 ? quoted(meant) : '"256Mi" or "10Gi"';
  return wrong(bytes <= 0 ? 'out-of-range' : 'invalid-format', 'a positive quantity of bytes', value, write);
}

function wrong(code: ProblemCode, wanted: string, value: unknown, write: string, is = ''): Problem {
  return { code, want: `must be ${wanted}`, got: `${quoted(value)}${is}`, write: `write ${write}` };
}

// Below it, thousandths of a byte are a slip for mebibytes; above it, what a program reckoned.
const leastMeant = 4096;

/** A number of bytes, rounded up, in the largest unit of which it has ten: `123Mi`. */
function binaryBytes(bytes: number): string {
  const step = Math.max(0, Math.floor(Math.log(bytes / 10) / Math.log(1024)));
  return `${Math.ceil(bytes / 1024 ** step)}${binarySuffixes[step] ?? ''}`;
}

/** The text that a number, or a text with spaces around it, was meant for. */
function unquoted(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
}

function withSuffix(value: bigint, base: bigint, suffixes: readonly string[]): string {
  let step = 0;
  let rest = value;
  while (step < suffixes.length - 1 && rest % base === 0n) {
    rest /= base;
    step += 1;
  }
  return `${rest}${suffixes[step] ?? ''}`;
}
