import { isIP } from 'node:net';
import { Problem, quoted } from '../findings/problem';

/** Returns the problem of an IP address. */
export function addressProblem(address: unknown): Problem | undefined {
  if (typeof address === 'string' && isIP(address) !== 0) return undefined;
  return { code: 'invalid-format', want: 'must be an IP address', got: quoted(address), write: 'write "192.0.2.1"' };
}

/** Returns the problem of a block of IP addresses. */
export function addressBlockProblem(cidr: unknown): Problem | undefined {
  const [address = '', bits = ''] = String(cidr).split(/\/(.*)/s);
  const most = isIP(address) === 4 ? 32 : 128;
  if (isIP(address) !== 0 && /^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= most) return undefined;
  // What ends with a zero is a network, whose width is not known.
  const isHost = isIP(String(cidr)) !== 0 && !/(?:\.0|::)$/.test(address);
  const write = isHost ? `write ${quoted(`${address}/${most}`)}` : 'write one such as "203.0.113.0/24"';
  return { code: 'invalid-format', want: 'must be a CIDR block', got: quoted(cidr), write };
}
