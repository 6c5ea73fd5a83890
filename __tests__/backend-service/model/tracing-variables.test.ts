import { Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { refusal } from '../../rendered';
import { at, least, outcome } from '../edge-values';

const endpoint = 'http://collector.observability:4317';
const podName = {
  name: 'OTEL_RESOURCE_ATTRIBUTES_POD_NAME',
  valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
};
const ofPod = 'k8s.namespace.name=shop,k8s.pod.name=$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME)';
const attributes = `service.namespace=shop,service.version=1.2.3,${ofPod}`;

const variablesOf = (props: object) =>
  at(outcome(props).manifests, 'Deployment spec.template.spec.containers.0.env') as {
    name: string;
    value?: string;
  }[];
const valueOf = (props: object, name: string) => variablesOf(props).find((each) => each.name === name)?.value;

test("gives the SDK its endpoint, the service's name and its attributes, with the pod's name by the downward API", () => {
  expect(variablesOf({ tracing: { endpoint } })).toEqual([
    { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: endpoint },
    { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'grpc' },
    { name: 'OTEL_SERVICE_NAME', value: 'api' },
    podName,
    { name: 'OTEL_RESOURCE_ATTRIBUTES', value: attributes },
    { name: 'PORT', value: '8080' },
  ]);
});

test.each<[object, object]>([
  [{ type: 'always_off' }, { OTEL_TRACES_SAMPLER: 'always_off' }],
  [
    { type: 'parentbased_traceidratio', argument: 0.25 },
    { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' },
  ],
])('gives the SDK the sampler %p', (sampler, expected) => {
  const sampled = variablesOf({ tracing: { endpoint, sampler } }).filter(({ name }) => name.includes('SAMPLER'));
  expect(Object.fromEntries(sampled.map(({ name, value }) => [name, value]))).toEqual(expected);
});

test('names the part of and the version by the labels, as far as there are any', () => {
  const image = `docker.io/demo/api@sha256:${'0'.repeat(64)}`;
  const value = (props: object) => valueOf({ tracing: { endpoint }, ...props }, 'OTEL_RESOURCE_ATTRIBUTES');
  expect([value({ partOf: 'store', image }), value({ partOf: '', image })]).toEqual([
    `service.namespace=store,${ofPod}`,
    ofPod,
  ]);
});

test('adds the attributes of env to its own, where their string can refer to variables before it', () => {
  const env = { STAGE: 'test', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=$(STAGE)' };
  expect(variablesOf({ tracing: { endpoint }, env }).slice(-3)).toEqual([
    { name: 'PORT', value: '8080' },
    { name: 'STAGE', value: 'test' },
    { name: 'OTEL_RESOURCE_ATTRIBUTES', value: `${attributes},deployment.environment.name=$(STAGE)` },
  ]);
});

test('gives a CronJob the same variables, and a migration their strings by its ConfigMap', () => {
  const job = { command: ['node', 'job.js'] };
  const { manifests } = outcome({
    tracing: { endpoint },
    migration: job,
    cronJobs: { report: { ...job, schedule: '0 3 * * *' } },
  });
  const path = 'spec.template.spec.containers.0.env';
  expect(at(manifests, `CronJob spec.jobTemplate.${path}`)).toEqual(variablesOf({ tracing: { endpoint } }));
  expect(at(manifests, 'ConfigMap data')).toEqual({
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_SERVICE_NAME: 'api',
    PORT: '8080',
  });
  expect(at(manifests, `Job ${path}`)).toEqual([podName, { name: 'OTEL_RESOURCE_ATTRIBUTES', value: attributes }]);
});

test.each<[Record<string, unknown>, string[]]>([
  [
    { OTEL_SERVICE_NAME: 'orders' },
    ['env["OTEL_SERVICE_NAME"] must be left out, because tracing sets it, got "orders"; leave it or tracing out'],
  ],
  [
    { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://other:4318/v1/traces' },
    [
      'env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] must be left out, because SDKs read it in place of tracing.endpoint, got "http://other:4318/v1/traces"; leave it or tracing out',
    ],
  ],
  [
    { OTEL_SDK_DISABLED: 'true', OTEL_TRACES_EXPORTER: 'none' },
    [
      'env["OTEL_SDK_DISABLED"] must not keep the SDK from sending traces to tracing.endpoint, got "true"; leave it or tracing out',
      'env["OTEL_TRACES_EXPORTER"] must not keep the SDK from sending traces to tracing.endpoint, got "none"; leave it or tracing out',
    ],
  ],
  [
    { OTEL_RESOURCE_ATTRIBUTES: 'team=a, service.version=2' },
    [
      'env["OTEL_RESOURCE_ATTRIBUTES"] must not have "service.version=2", which tracing sets, got "team=a, service.version=2"; leave it or tracing out',
    ],
  ],
  [
    { OTEL_RESOURCE_ATTRIBUTES: { configMapKeyRef: { name: 'otel', key: 'attributes' } } },
    ['env["OTEL_RESOURCE_ATTRIBUTES"] must be a string, to which tracing adds its own; leave it or tracing out'],
  ],
  [{ OTEL_METRICS_EXPORTER: 'none', OTEL_TRACES_EXPORTER: 'console,otlp', OTEL_TRACES_SAMPLER: 'xray' }, []],
])('of env %p finds %p', (env, findings) => {
  expect(outcome({ env, tracing: { endpoint } }).findings).toEqual(findings.map((text) => `[shop/api] ${text}`));
  expect(outcome({ env }).findings).toEqual([]);
});

test('refuses a sampler that is given twice', () => {
  const given = { env: { OTEL_TRACES_SAMPLER: 'xray' }, tracing: { endpoint, sampler: { type: 'always_on' } } };
  expect(outcome(given).findings).toEqual([
    '[shop/api] env["OTEL_TRACES_SAMPLER"] must be left out, because tracing sets it, got "xray"; leave it or tracing out',
  ]);
});

test('refuses a secret in the place of a variable that it sets, and takes the headers from one', () => {
  const build = (variable: string) => (chart: Chart) => {
    const secret = new SecretRef(chart, 'vendor', { keys: ['headers'] }).key('headers');
    new BackendService(chart, 'api', { ...least, tracing: { endpoint }, secrets: { [variable]: secret } });
  };
  expect(refusal(build('OTEL_EXPORTER_OTLP_ENDPOINT'))).toContain(
    '[shop/api] secrets["OTEL_EXPORTER_OTLP_ENDPOINT"] must be left out, because tracing sets it; leave it or tracing out',
  );
  expect(() => refusal(build('OTEL_EXPORTER_OTLP_HEADERS'))).toThrow();
});
