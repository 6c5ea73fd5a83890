import { listField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';

const rangeAnnotation = /whitelist|allow-?list|source-ranges?$|inbound-cidrs$|allowed-ip-ranges$/i;
const privateRange =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|127\.|169\.254\.|f[cd][0-9a-f]{2}:|fe80:)/i;

/** Tells whether an address range is one of a private network. */
export function isPrivateRange(range: string): boolean {
  return privateRange.test(range);
}

/** Tells whether an address range is the whole of IPv4 or of IPv6. */
export function isEverywhere(range: string): boolean {
  return range === '0.0.0.0/0' || range === '::/0';
}

/**
 * The address ranges from which a load balancer or a route takes requests, of its field or its controller's annotation; undefined if it does not
 * limit them.
 */
export function sourceRanges({ spec, metadata }: Manifest): string[] | undefined {
  const written = listField(spec, 'loadBalancerSourceRanges').filter((range) => typeof range === 'string');
  if (written.length > 0) return written;
  const annotated = Object.entries(metadata.annotations ?? {})
    .filter(([key]) => rangeAnnotation.test(key))
    .flatMap(([, value]: [string, unknown]) => (typeof value === 'string' ? value.split(/[\s,;]+/) : []))
    .filter((range) => range !== '');
  return annotated.length > 0 ? annotated : undefined;
}
