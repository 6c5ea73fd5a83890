import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { EnvironmentValue } from '../config/environment-value';
import { Environment } from '../config/environment-variables';
import { otlpProtocol } from '../config/otlp-address';
import { DecidedTracing, sdkTracing } from './tracing';

/** A backend, as its traces name it. */
interface TracedBackend {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly partOf: string | undefined;
  /** The label with the image's version. */
  readonly version: Readonly<Record<string, string>>;
}

const attributesVariable = 'OTEL_RESOURCE_ATTRIBUTES';
// As the OpenTelemetry Operator names it.
const podVariable = 'OTEL_RESOURCE_ATTRIBUTES_POD_NAME';

/** Variables that an SDK reads in place of those that tracing sets, by what they replace. */
const replacing: Readonly<Record<string, string>> = {
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'tracing.endpoint',
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'tracing.protocol',
};

/**
 * Returns the variables with those of tracing before them. The attributes of `env` are added to those that the construct sets itself.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function withTracing(given: Environment, props: DecidedTracing, backend: TracedBackend): Environment {
  const own = tracingVariables(props);
  if (own === undefined) return given;
  const attributes = Object.entries(attributesOf(backend)).map((pair) => pair.join('='));
  const added = given.env[attributesVariable];
  return {
    ...given,
    env: {
      ...own,
      OTEL_SERVICE_NAME: backend.name,
      [podVariable]: { fieldRef: { fieldPath: 'metadata.name' } },
      // A string that is given stays in its place, because it may refer to variables before it.
      ...(added === undefined ? { [attributesVariable]: attributes.join(',') } : {}),
      ...given.env,
      ...(typeof added === 'string' ? { [attributesVariable]: [...attributes, added].join(',') } : {}),
    },
  };
}

/** Reports variables that contradict tracing. */
export function checkTracingVariables(
  findings: Findings,
  backend: TracedBackend & { readonly props: DecidedTracing & Environment },
): void {
  const { props } = backend;
  const own = tracingVariables(props);
  if (own === undefined) return;
  const isSet = new Set([...Object.keys(own), 'OTEL_SERVICE_NAME', podVariable]);
  for (const [group, variables] of Object.entries({ env: props.env, secrets: props.secrets }))
    for (const [name, value] of Object.entries(variables)) {
      const want = reasonAgainst(name, value, isSet) ?? attributesReason(name, value, attributesOf(backend));
      const got = typeof value === 'string' ? quoted(value) : undefined;
      if (want !== undefined)
        findings.add(`${group}[${quoted(name)}]`, { code: 'conflict', want, got, write: 'leave it or tracing out' });
    }
}

function tracingVariables(props: DecidedTracing): Record<string, EnvironmentValue> | undefined {
  const sdk = sdkTracing(props);
  if (sdk === undefined) return undefined;
  const { endpoint, protocol, sampler } = sdk.tracing;
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol(protocol, sdk.address),
    ...(sampler === undefined ? {} : { OTEL_TRACES_SAMPLER: sampler.type }),
    ...(sampler !== undefined && 'argument' in sampler ? { OTEL_TRACES_SAMPLER_ARG: String(sampler.argument) } : {}),
  };
}

/** Returns the resource's attributes. https://opentelemetry.io/docs/specs/semconv/resource/k8s/ */
function attributesOf({ partOf, namespace, version }: TracedBackend): Record<string, string> {
  const [release] = Object.values(version);
  return {
    ...(partOf === undefined || partOf === '' ? {} : { 'service.namespace': partOf }),
    ...(release === undefined ? {} : { 'service.version': release }),
    ...(namespace === undefined ? {} : { 'k8s.namespace.name': namespace }),
    'k8s.pod.name': `$(${podVariable})`,
  };
}

function reasonAgainst(name: string, value: unknown, isSet: ReadonlySet<string>): string | undefined {
  if (isSet.has(name)) return 'must be left out, because tracing sets it';
  if (Object.hasOwn(replacing, name)) return `must be left out, because SDKs read it in place of ${replacing[name]}`;
  const isOff = name === 'OTEL_SDK_DISABLED' && value !== 'false';
  const isElsewhere = name === 'OTEL_TRACES_EXPORTER' && !(typeof value === 'string' && /\botlp\b/.test(value));
  return isOff || isElsewhere ? 'must not keep the SDK from sending traces to tracing.endpoint' : undefined;
}

function attributesReason(name: string, value: unknown, own: Readonly<Record<string, string>>): string | undefined {
  if (name !== attributesVariable) return undefined;
  if (typeof value !== 'string') return 'must be a string, to which tracing adds its own';
  const twice = value.split(',').find((pair) => Object.hasOwn(own, (pair.split('=')[0] ?? '').trim()));
  return twice === undefined ? undefined : `must not have ${quoted(twice.trim())}, which tracing sets`;
}
