import { isIP } from 'node:net';
import { Problem, quoted } from '../findings/problem';
import { object } from '../props/object';
import { string } from '../props/scalar';

/** Addresses as one side of a NetworkPolicy's rule. */
export const cidrPeer = object({
  /** The CIDR block of the addresses. */
  cidr: string({ check: cidrProblem }),
});

/** Returns the problem of a CIDR block: a network's first address, and the number of the network's bits. */
export function cidrProblem(range: unknown): Problem | undefined {
  const [, address = '', bits = ''] =
    (typeof range === 'string' && /^(\d[\d.]*|[\da-fA-F:]+)\/(0|[1-9]\d{0,2})$/.exec(range)) || [];
  const width = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  const problem = (got: string, write: string): Problem => {
    return { code: 'invalid-value', want: 'must be a CIDR block', got: `${quoted(range)}${got}`, write };
  };
  if (width === 0 || Number(bits) > width) return problem('', 'write "203.0.113.0/24"');
  const all = addressNumber(address);
  const host = BigInt(width - Number(bits));
  const network = (all >> host) << host;
  if (network !== all) return problem(', an address inside of one', `write "${written(network, width)}/${bits}"`);
  // Kubernetes refuses IPv4 addresses written as IPv6.
  return width === 128 && all >> 32n === 0xffffn ? problem(', which is an IPv4 address', 'write it as one') : undefined;
}

/** Tells whether all addresses of a CIDR block, or a single address, are in another block. */
export function isInRange(range: string, whole: string): boolean {
  const [inner, outer] = [networkOf(range), networkOf(whole)];
  if (inner === undefined || outer === undefined || inner.width !== outer.width || inner.bits < outer.bits)
    return false;
  const host = BigInt(outer.width - outer.bits);
  return inner.address >> host === outer.address >> host;
}

function networkOf(
  range: string,
): { readonly address: bigint; readonly bits: number; readonly width: 32 | 128 } | undefined {
  const [address = '', bits] = range.split('/');
  const width = ({ 4: 32, 6: 128 } as const)[isIP(address)];
  const length = Number(bits ?? width);
  if (width === undefined || address.includes('%') || !(length >= 0 && length <= width)) return undefined;
  return { address: addressNumber(address), bits: length, width };
}

function addressNumber(address: string): bigint {
  if (address.includes('.')) return address.split('.').reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const [front = [], back = []] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function written(network: bigint, width: number): string {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => (network >> shift) & 255n).join('.');
  const groups = [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((index) => ((network >> (index * 16n)) & 65535n).toString(16));
  return groups.join(':').replace(/(?:^|:)0(?::0)+$/, '::');
}
