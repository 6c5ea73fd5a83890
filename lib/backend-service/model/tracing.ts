import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { tcpPort } from '../../network/network-port';
import { DecidedTarget, NetworkTarget, targetChoice } from '../../network/peers';
import { object } from '../../props/object';
import { number, oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { variant } from '../../props/variant';
import {
  OtlpAddress,
  otlpAddress,
  otlpEndpointProblem,
  otlpPorts,
  otlpProtocol,
  otlpProtocolProblem,
} from '../config/otlp-address';
import { placeOf } from './waited-ports';

const collector = {
  /**
   * The pods or addresses that receive the traces, to which the NetworkPolicy allows egress: at the port of `endpoint`, or with `inject` at
   * 4317 and 4318, unless it has ports.
   * @default - the pods of the namespace of the Service in `endpoint`; required for another host, and with `inject`
   */
  collector: optional(named<NetworkTarget | 'internet', DecidedTarget>(targetChoice)),
};

const plainSampler = object({
  /** A sampler without an argument. */
  type: oneOf(['always_on', 'always_off', 'parentbased_always_on', 'parentbased_always_off']),
});

const ratioSampler = object({
  /** A sampler of a part of the traces. */
  type: oneOf(['traceidratio', 'parentbased_traceidratio']),
  /** The part of the traces that is sampled, from 0 to 1. */
  argument: number({ check: ratioProblem, example: '0.1' }),
});

const sampler = variant('type', [plainSampler, ratioSampler], {
  example: '{ type: "parentbased_traceidratio", argument: 0.1 }',
});

/** A sampler of OpenTelemetry. */
export type TracesSampler = PropsOf<typeof sampler>;

const otlp = object({
  /**
   * The URL of the collector's OTLP receiver (`OTEL_EXPORTER_OTLP_ENDPOINT`), such as `http://collector.observability:4317`. SDKs add
   * `/v1/traces` themselves.
   */
  endpoint: string({ check: otlpEndpointProblem, example: '"http://collector.observability:4317"' }),
  /** The protocol (`OTEL_EXPORTER_OTLP_PROTOCOL`). @default - `grpc` at port 4317, otherwise `http/protobuf` */
  protocol: optional(oneOf(['grpc', 'http/protobuf', 'http/json'])),
  /** The sampler (`OTEL_TRACES_SAMPLER`). @default - the SDK's, which is `parentbased_always_on` */
  sampler: optional(named<TracesSampler>(sampler)),
  ...collector,
});

const injected = object({
  /** The language of the application. `sdk` sets variables alone. */
  inject: oneOf(['dotnet', 'java', 'nodejs', 'python', 'sdk']),
  /** The Instrumentation: a name, or `namespace/name`. @default - the only one of the namespace */
  instrumentation: optional(string({ check: instrumentationProblem })),
  ...collector,
});

/** Traces that the application's own SDK of OpenTelemetry sends. */
export interface OtlpTracing extends PropsOf<typeof otlp>, Props {}

/** Traces by the instrumentation that the OpenTelemetry Operator adds to the pods. */
export interface InjectedTracing extends PropsOf<typeof injected>, Props {}

/** The traces of OpenTelemetry, by the application's own SDK or the OpenTelemetry Operator. */
export type BackendTracing = OtlpTracing | InjectedTracing;

/** The props of tracing. */
export const tracing = object({
  /**
   * The traces of OpenTelemetry: the variables that the application's SDK reads, or the annotations that the OpenTelemetry Operator reads;
   * and egress to the collector.
   * @default - none
   */
  tracing: optional(
    named<BackendTracing, Decided<typeof otlp> | Decided<typeof injected>>(
      union([otlp, injected], { example: '{ endpoint: "http://collector.observability:4317" }' }),
    ),
  ),
});

/** The props of tracing with every default decided. */
export interface DecidedTracing extends Decided<typeof tracing> {}

/** Returns the tracing of an SDK with the address of its collector; undefined for any other, and for an endpoint with an issue. */
export function sdkTracing({
  tracing,
}: DecidedTracing): { readonly tracing: Decided<typeof otlp>; readonly address: OtlpAddress } | undefined {
  if (tracing === undefined || 'inject' in tracing) return undefined;
  const address = otlpAddress(tracing.endpoint);
  return address && { tracing, address };
}

/** Returns the collector as a target of egress; none for a container of the same pod. */
export function tracingTargets(props: DecidedTracing): DecidedTarget[] {
  const { tracing } = props;
  if (tracing === undefined) return [];
  const address = sdkTracing(props)?.address;
  const { collector = address && serviceTarget(address) } = tracing;
  if (collector === undefined) return [];
  if (collector === 'internet' || 'port' in collector) return [collector];
  const { ports = address === undefined ? Object.values(otlpPorts).map(tcpPort) : [tcpPort(address.port)] } = collector;
  return [{ ...collector, ports }];
}

/** Returns the annotations by which the OpenTelemetry Operator adds its instrumentation to the application's container. */
export function injectAnnotations({ tracing }: DecidedTracing, container: string): Record<string, string> {
  if (tracing === undefined || !('inject' in tracing)) return {};
  return {
    [`instrumentation.opentelemetry.io/inject-${tracing.inject}`]: tracing.instrumentation ?? 'true',
    'instrumentation.opentelemetry.io/container-names': container,
  };
}

/** Reports a collector that the NetworkPolicy cannot be written for, and a protocol that does not fit the endpoint. */
export function checkTracing(
  findings: Findings,
  { props }: { readonly props: DecidedTracing & { readonly networkPolicy: boolean } },
): void {
  const { tracing, networkPolicy } = props;
  if (tracing === undefined) return;
  const inside = findings.inside('tracing');
  const address = sdkTracing(props)?.address;
  if (!('inject' in tracing)) {
    if (address === undefined) return;
    inside.add('protocol', otlpProtocolProblem(otlpProtocol(tracing.protocol, address), address));
  }
  if (!networkPolicy || tracing.collector !== undefined || (address !== undefined && isInCluster(address))) return;
  inside.add('collector', {
    code: 'missing-prop',
    want: 'must have the pods or addresses that the NetworkPolicy lets the pods connect to',
    got: address === undefined ? 'undefined' : `undefined for ${quoted(address.host)}`,
    write:
      address === undefined
        ? 'write { namespaceName: "observability" }'
        : 'write "internet" or { cidr: "203.0.113.0/24" }',
  });
}

function serviceTarget(address: OtlpAddress): DecidedTarget | undefined {
  const { host, port } = address;
  if (isInPod(host) || !isInCluster(address)) return undefined;
  const namespaceName = placeOf(host, '');
  // No namespace is the pods' own.
  return namespaceName === undefined || namespaceName === ''
    ? { labels: {}, port }
    : { namespaceName, ports: [tcpPort(port)] };
}

/** True for the name of a Service. A name of two parts with TLS may be one outside. */
function isInCluster({ scheme, host }: OtlpAddress): boolean {
  if (isInPod(host)) return true;
  if (host.startsWith('[') || (scheme === 'https' && host.split('.').length === 2)) return false;
  return placeOf(host, '') !== undefined;
}

/** True for the loopback, at which a sidecar listens. */
function isInPod(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host);
}

function ratioProblem(ratio: number): Problem | undefined {
  if (ratio >= 0 && ratio <= 1) return undefined;
  const write = ratio > 1 && ratio <= 100 ? `write ${ratio / 100}` : 'write 0.1';
  return { code: 'out-of-range', want: 'must be from 0 to 1', got: quoted(ratio), write };
}

function instrumentationProblem(name: string): Problem | undefined {
  const [first = '', second, ...others] = name.split('/');
  const isName =
    second === undefined
      ? dnsSubdomainProblem(first) === undefined
      : dnsLabelProblem(first) === undefined && dnsSubdomainProblem(second) === undefined;
  if (isName && others.length === 0) return undefined;
  const want = 'must be the name of an Instrumentation, or namespace/name';
  return { code: 'invalid-format', want, got: quoted(name), write: 'write "observability/nodejs"' };
}
