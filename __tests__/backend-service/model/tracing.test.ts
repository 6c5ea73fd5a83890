import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { at, outcome } from '../edge-values';
import { namespacePeer } from '../../../lib/network/network-peers';

const endpoint = 'http://collector.observability:4317';
const observability = namespacePeer('observability');
const ports = (...numbers: number[]) => numbers.map((port) => ({ protocol: 'TCP', port }));

// The first rule is that of DNS.
const egress = (manifests: readonly KubernetesManifest[]) =>
  (at(manifests, 'NetworkPolicy spec.egress') as unknown[]).slice(1);

test.each<[string, object, unknown[]]>([
  ['the namespace of a Service', { endpoint }, [{ to: [observability], ports: ports(4317) }]],
  [
    'the namespace of a Service by its full name',
    { endpoint: 'http://collector.observability.svc.cluster.local:4318' },
    [{ to: [observability], ports: ports(4318) }],
  ],
  [
    "the pods of the service's own namespace",
    { endpoint: 'http://collector:4318' },
    [{ to: [{ podSelector: {} }], ports: ports(4318) }],
  ],
  ['nothing for a sidecar', { endpoint: 'http://localhost:4318' }, []],
  ['nothing for a sidecar by its address', { endpoint: 'http://[::1]:4318' }, []],
  [
    'the pods of an endpoint, at its port',
    { endpoint, collector: { namespace: 'observability', labels: { app: 'otel' }, port: 14317 } },
    [{ to: [{ ...observability, podSelector: { matchLabels: { app: 'otel' } } }], ports: ports(14317) }],
  ],
  [
    'addresses outside, at the port of the endpoint',
    { endpoint: 'https://otlp.example.com', collector: { cidr: '203.0.113.0/24' } },
    [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: ports(443) }],
  ],
  [
    'addresses at their own port',
    { endpoint: 'http://198.51.100.7', collector: { cidr: '198.51.100.7/32', ports: [8080] } },
    [{ to: [{ ipBlock: { cidr: '198.51.100.7/32' } }], ports: ports(8080) }],
  ],
  [
    "the collector of an Instrumentation, at OTLP's ports",
    { inject: 'nodejs', collector: { namespaceName: 'observability' } },
    [{ to: [observability], ports: ports(4317, 4318) }],
  ],
])('lets the pods connect to %s', (_, tracing, expected) => {
  const { findings, manifests } = outcome({ tracing });
  expect([findings, egress(manifests)]).toEqual([[], expected]);
});

test('lets the jobs connect to the collector too', () => {
  const { manifests } = outcome({
    tracing: { endpoint },
    cronJobs: { report: { command: ['a'], schedule: '0 3 * * *' } },
  });
  const rules = manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => JSON.stringify(spec));
  expect(rules.map((spec) => spec.includes('"port":4317'))).toEqual([true, true]);
});

test.each<[object, object]>([
  [
    { inject: 'nodejs' },
    {
      'instrumentation.opentelemetry.io/inject-nodejs': 'true',
      'instrumentation.opentelemetry.io/container-names': 'api',
    },
  ],
  [
    { inject: 'java', instrumentation: 'observability/java' },
    {
      'instrumentation.opentelemetry.io/inject-java': 'observability/java',
      'instrumentation.opentelemetry.io/container-names': 'api',
    },
  ],
])('asks the OpenTelemetry Operator for the instrumentation of %p', (tracing, expected) => {
  const { manifests } = outcome({ tracing: { ...tracing, collector: 'internet' } });
  const scratch = { 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes': 'tmp' };
  expect(at(manifests, 'Deployment spec.template.metadata.annotations')).toEqual({ ...scratch, ...expected });
  expect(at(manifests, 'Deployment spec.template.spec.containers.0.env')).toEqual([{ name: 'PORT', value: '8080' }]);
});

const needed = 'tracing.collector must have the pods or addresses that the NetworkPolicy lets the pods connect to, got';
const both =
  'tracing must be { endpoint, protocol, sampler, collector } or { inject, instrumentation, collector }, got an object; write { endpoint: "http://collector.observability:4317" }';

test.each<[object, string]>([
  [
    { endpoint: 'https://otlp.example.com' },
    `${needed} undefined for "otlp.example.com"; write "internet" or { cidr: "203.0.113.0/24" }`,
  ],
  [
    { endpoint: 'https://example.com' },
    `${needed} undefined for "example.com"; write "internet" or { cidr: "203.0.113.0/24" }`,
  ],
  [{ inject: 'nodejs' }, `${needed} undefined; write { namespaceName: "observability" }`],
  [
    { inject: 'go', collector: 'internet' },
    'tracing.inject must be "dotnet" or "java" or "nodejs" or "python" or "sdk", got "go"',
  ],
  [
    { inject: 'sdk', instrumentation: 'a/b/c', collector: 'internet' },
    'tracing.instrumentation must be the name of an Instrumentation, or namespace/name, got "a/b/c"; write "observability/nodejs"',
  ],
  [
    { endpoint: 'http://collector:4317', protocol: 'http/protobuf' },
    'tracing.protocol must not be "http/protobuf", because port 4317 is that of gRPC; write "grpc", or another port',
  ],
  [
    { endpoint, sampler: 'always_on' },
    'tracing.sampler must be { type: "always_on" or "always_off" or "parentbased_always_on" or "parentbased_always_off" or "traceidratio" or "parentbased_traceidratio", … }, got "always_on"; write { type: "parentbased_traceidratio", argument: 0.1 }',
  ],
  [
    { endpoint, sampler: { type: 'traceidratio', argument: 10 } },
    'tracing.sampler.argument must be from 0 to 1, got 10; write 0.1',
  ],
  [
    { endpoint, sampler: { type: 'traceidratio' } },
    'tracing.sampler.argument must be a number, got undefined; write 0.1',
  ],
  [{}, both],
  [{ endpoint, inject: 'nodejs' }, both],
])('refuses %p', (tracing, finding) => {
  expect(outcome({ tracing }).findings).toEqual([`[shop/api] ${finding}`]);
});

test('needs no collector without a NetworkPolicy', () => {
  const all = [{ inject: 'nodejs' }, { endpoint: 'https://otlp.example.com' }];
  expect(all.map((tracing) => outcome({ tracing, networkPolicy: false }).findings)).toEqual([[], []]);
});
