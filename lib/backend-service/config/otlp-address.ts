import { isIP } from 'node:net';
import { Problem, quoted } from '../../findings/problem';
import { dnsSubdomainProblem } from '../../kubernetes/names';

/** The ports of OTLP, which IANA has for it. */
export const otlpPorts = { grpc: 4317, http: 4318 } as const;

/** The protocol of an OTLP exporter. */
export type OtlpProtocol = 'grpc' | 'http/protobuf' | 'http/json';

/** The parts of an OTLP endpoint. */
export interface OtlpAddress {
  readonly scheme: string;
  /** The host name or IP address; an IPv6 address in brackets. */
  readonly host: string;
  /** The port, which the scheme has if the URL has none. */
  readonly port: number;
  readonly hasPort: boolean;
  /** Empty without one. */
  readonly path: string;
}

const signalPath = /\/v1\/(?:traces|metrics|logs)\/?$/;

/** Returns the parts of an OTLP endpoint; undefined if it has an issue. */
export function otlpAddress(endpoint: string): OtlpAddress | undefined {
  return otlpEndpointProblem(endpoint) === undefined ? partsOf(endpoint) : undefined;
}

/** Returns the protocol of an exporter: the stated one, or by convention that of the port. */
export function otlpProtocol(stated: OtlpProtocol | undefined, { port }: OtlpAddress): OtlpProtocol {
  return stated ?? (port === otlpPorts.grpc ? 'grpc' : 'http/protobuf');
}

/** Returns the problem of the URL of an OTLP receiver, to which exporters add the path of the signal. */
export function otlpEndpointProblem(endpoint: string): Problem | undefined {
  const parts = partsOf(endpoint);
  const got = quoted(endpoint);
  if (parts === undefined || parts.port < 1 || parts.port > 65535)
    return {
      code: 'invalid-format',
      want: 'must be an http or https URL of a host name or IP address, without user, query and fragment',
      // A user's password would be shown.
      got: endpoint.includes('@') ? 'one with "@"' : got,
      write: 'write "http://collector.observability:4317"',
    };
  if (!signalPath.test(parts.path)) return undefined;
  const want = 'must end before the path of a signal, which SDKs add themselves';
  return { code: 'invalid-value', want, got, write: `write ${quoted(endpoint.replace(signalPath, ''))}` };
}

/** Returns the problem of an endpoint at which a protocol has no receiver. */
export function otlpProtocolProblem(protocol: OtlpProtocol, address: OtlpAddress): Problem | undefined {
  const { scheme, host, port, hasPort, path } = address;
  const isGrpc = protocol === 'grpc';
  const other = isGrpc ? otlpPorts.http : otlpPorts.grpc;
  if (port === other) {
    const want = `must not be ${quoted(protocol)}, because port ${port} is that of ${isGrpc ? 'HTTP' : 'gRPC'}`;
    const write = `write ${isGrpc ? '"http/protobuf"' : '"grpc"'}, or another port`;
    return { code: 'conflict', want, write };
  }
  if (!isGrpc) return undefined;
  const want = 'needs an endpoint with a port and without a path for "grpc"';
  const write = `write endpoint: ${quoted(`${scheme}://${host}:${hasPort ? port : 443}`)}`;
  return hasPort && /^\/?$/.test(path) ? undefined : { code: 'conflict', want, write };
}

function partsOf(endpoint: string): OtlpAddress | undefined {
  const [, scheme = '', host = '', port, path = ''] =
    /^(https?):\/\/([^\s/:?#@[\]]+|\[[\da-fA-F:]+\])(?::(\d{1,5}))?(\/[^\s?#]*)?$/.exec(endpoint) ?? [];
  const isAddress = isIP(host) === 4 || (host.startsWith('[') && isIP(host.slice(1, -1)) === 6);
  const isName = dnsSubdomainProblem(host) === undefined && host.split('.').every((label) => label.length <= 63);
  if (!isAddress && !isName) return undefined;
  const ofScheme = scheme === 'https' ? 443 : 80;
  return { scheme, host, port: Number(port ?? ofScheme), hasPort: port !== undefined, path };
}
