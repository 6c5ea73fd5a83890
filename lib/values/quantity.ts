import { k8s } from '../../imports/k8s';
import { shown } from './findings';

const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const syntax = /^([+-]?)(\d+)(?:\.(\d*))?(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d+))?$/;

/** The amount a quantity stands for, in billionths, exactly; undefined if the text is no Kubernetes quantity. */
function parse(text: string): { readonly nano: bigint; readonly binary: boolean } | undefined {
  const [, sign, whole = '', fraction = '', binary, decimal, exponent] = syntax.exec(text) ?? [];
  if (whole === '' || fraction.length > 18) return undefined;
  const power = exponent === undefined ? 3 * (decimalSuffixes.indexOf(decimal ?? '') - 3) : Number(exponent);
  if (Math.abs(power) > 18) return undefined;
  const factor =
    binary === undefined ? 10n ** BigInt(power + 18) : 1024n ** BigInt(binarySuffixes.indexOf(binary)) * 10n ** 18n;
  const scaled = BigInt(whole + fraction) * factor * 10n ** 9n;
  const nano = scaled / 10n ** BigInt(fraction.length + 18);
  return { nano: sign === '-' ? -nano : nano, binary: binary !== undefined };
}

/** The number a quantity stands for: cores for CPU, bytes for memory and storage. NaN if the text is no quantity. */
export function amount(quantity: string): number {
  const parsed = parse(quantity);
  return parsed === undefined ? NaN : Number(parsed.nano) / 1e9;
}

/**
 * The quantity as the API server stores it: `1000m` → `1`, `3072Mi` → `3Gi`, `0.5` → `500m`. So that a GitOps agent sees no
 * difference after apply. Text that is no quantity is returned as it is; its check reports it.
 */
export function canonical(quantity: string): string {
  const parsed = parse(quantity);
  if (parsed === undefined) return quantity;
  if (parsed.nano === 0n) return '0';
  const wholeBytes = parsed.nano / 1_000_000_000n;
  if (parsed.binary && parsed.nano % 1_000_000_000n === 0n) return withSuffix(wholeBytes, 1024n, binarySuffixes);
  return withSuffix(parsed.nano, 1000n, decimalSuffixes);
}

/** Whether two texts are quantities of the same amount, in whatever form: `1.5Gi`, `1536Mi` and `1610612736`. */
export function isSameQuantity(one: string, other: string): boolean {
  const amount = parse(one)?.nano;
  return amount !== undefined && amount === parse(other)?.nano;
}

/** A typed quantity, in canonical form. */
export function quantity(text: string): k8s.Quantity {
  return k8s.Quantity.fromString(canonical(text));
}

/** What is wrong with an amount of CPU: a positive quantity of cores, at least a thousandth, such as `100m` or `2`. */
export function cpuProblem(value: unknown): string | undefined {
  if (typeof value !== 'string' || !(amount(value) > 0))
    return `must be a positive quantity of CPU cores, got ${shown(value)}; write "500m" or "2"`;
  const milli = (parse(value)?.nano ?? 0n) % 1_000_000n;
  return milli === 0n
    ? undefined
    : `must be a multiple of one thousandth of a core, got ${shown(value)}; write "${Math.max(1, Math.round(amount(value) * 1000))}m"`;
}

/** What is wrong with an amount of memory or storage: a positive whole number of bytes, such as `256Mi` or `10Gi`. */
export function bytesProblem(value: unknown): string | undefined {
  if (typeof value === 'string' && /^\d+m$/.test(value)) {
    return `must be a quantity of bytes, got ${shown(value)}, which is thousandths of a byte; write "${value.slice(0, -1)}Mi"`;
  }
  const bytes = typeof value === 'string' ? amount(value) : NaN;
  if (bytes > 0 && Number.isInteger(bytes)) return undefined;
  const meant = /^(\d+)\s*([kmgt])i?b?$/i.exec(String(value));
  const [, digits = '', unit = ''] = meant ?? [];
  return `must be a positive quantity of bytes, got ${shown(value)}; write ${meant ? `"${digits}${unit.toUpperCase()}i"` : '"256Mi" or "10Gi"'}`;
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
