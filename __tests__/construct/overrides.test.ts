import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { BackendService } from '../../lib/backend-service/backend-service';
import { BackendOverrides } from '../../lib/backend-service/model/output';
import { BackendServiceProps } from '../../lib/backend-service/model/props';
import { addRenderedFields, plainData } from '../../lib/construct/overrides';
import { FindingsError } from '../../lib/findings/findings-error';
import { field } from '../../lib/manifests/manifest';
import { TenantNamespace } from '../../lib/tenant/tenant';
import { readable, textsOf } from '../problem-text';
import { only, rendered } from '../rendered';

const everything: BackendServiceProps = {
  image: 'docker.io/demo/api:1.2.3',
  port: 8080,
  replicas: { min: 2, max: 5 },
  egressTo: ['internet'],
  services: { public: { ports: { http: 8080 } } },
  files: { '/opt/api/settings.json': '{}' },
  mounts: { '/data': { claim: { size: '1Gi' } } },
  migration: { command: ['node', 'migrate.js'], files: { '/opt/migration/settings.json': '{}' } },
  jobs: { import: { command: ['node', 'import.js'], files: { '/opt/import/settings.json': '{}' } } },
  cronJobs: {
    report: { command: ['node', 'report.js'], schedule: '0 5 * * *', files: { '/opt/report/settings.json': '{}' } },
  },
  rbacRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
  ingress: { host: 'api.example.com', className: 'nginx', tls: { issuer: { name: 'letsencrypt' } } },
  httpRoute: { hosts: ['api.example.com'], gateway: { name: 'public' } },
  metrics: { labels: { release: 'prometheus' }, alerts: true, dashboard: true },
};

function findingsOf(overrides: object, props: Partial<BackendServiceProps> = {}): readonly string[] {
  try {
    rendered((chart) => new BackendService(chart, 'api', { ...everything, ...props, overrides }));
    return [];
  } catch (error) {
    if (error instanceof FindingsError) return textsOf(error.findings);
    throw error;
  }
}

const mark = { metadata: { annotations: { 'example.com/mark': 'here' } } };

test('reaches every object that a BackendService renders', () => {
  const overrides: Required<BackendOverrides> = {
    alerts: mark,
    autoscaler: mark,
    certificate: mark,
    dashboard: mark,
    claims: { 'api-data': mark },
    cronJobs: { report: mark },
    cronJobFiles: { report: mark },
    cronJobNetworkPolicies: { report: mark },
    deployment: mark,
    files: mark,
    httpRoute: mark,
    ingress: mark,
    jobs: { import: mark },
    jobFiles: { import: mark },
    jobNetworkPolicies: { import: mark },
    jobVariables: { import: mark },
    migration: mark,
    migrationFiles: mark,
    migrationNetworkPolicy: mark,
    migrationVariables: mark,
    monitor: mark,
    networkPolicy: mark,
    podDisruptionBudget: mark,
    role: mark,
    roleBinding: mark,
    service: mark,
    services: { public: mark },
    serviceAccount: mark,
  };
  const manifests = rendered((chart) => new BackendService(chart, 'api', { ...everything, overrides }));
  const unmarked = manifests.filter(({ metadata }) => metadata.annotations?.['example.com/mark'] !== 'here');
  expect(unmarked.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
});

test('loses nothing that the props say, by what is merged', () => {
  const container = { name: 'api', env: [{ name: 'JAVA_OPTS', value: '-Xmx1g' }], ports: undefined };
  const overrides = { deployment: { spec: { template: { spec: { containers: [container] } } } } };
  const manifests = rendered((chart) => new BackendService(chart, 'api', { ...everything, overrides }));
  const [api] = field(only(manifests, 'Deployment'), 'spec', 'template', 'spec', 'containers') as [object];
  expect(api).toMatchObject({
    ports: [{ name: 'http' }],
    env: [
      { name: 'PORT', value: '8080' },
      { name: 'JAVA_OPTS', value: '-Xmx1g' },
    ],
  });
});

test.each<[string, object, string[]]>([
  [
    'a rule of egress in the place of all, DNS among them',
    { networkPolicy: { spec: { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] } } },
    [
      expect.stringMatching(
        /^\[shop\/api\] overrides\.networkPolicy\.spec\.egress replaces the whole list and loses 2 of its items, /,
      ) as never,
    ],
  ],
  [
    'an image that the props would refuse',
    { deployment: { spec: { template: { spec: { containers: [{ name: 'api', image: 'evil:latest' }] } } } } },
    [
      '[shop/api] overrides.deployment.spec.template.spec.containers["api"].image has the tag "latest", which changes under a running program, got "evil:latest"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
    ],
  ],
  [
    "a variable's name that API servers before 1.34 refuse",
    {
      deployment: {
        spec: { template: { spec: { containers: [{ name: 'api', env: [{ name: 'A B', value: 'c' }] }] } } },
      },
    },
    [
      '[shop/api] overrides.deployment.spec.template.spec.containers["api"].env["A B"].name must be letters, digits, "_", "-" and ".", not beginning with a digit, got "A B"; write a name such as "LOG_LEVEL"',
    ],
  ],
  [
    'an image in a CronJob, by name',
    {
      cronJobs: {
        report: {
          spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'report', image: 'a' }] } } } } },
        },
      },
    },
    [
      '[shop/api] overrides.cronJobs["report"].spec.jobTemplate.spec.template.spec.containers["report"].image has no tag, got "a"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
    ],
  ],
  [
    'objects that are not there',
    { alerts: undefined, cronJobs: { nightly: {} }, claims: { data: {} } },
    [
      '[shop/api] overrides.claims["data"] must be of an object that is rendered, got one that is not; leave it out',
      '[shop/api] overrides.cronJobs["nightly"] must be of an object that is rendered, got one that is not; leave it out',
    ],
  ],
  [
    'data that is not plain',
    { deployment: { spec: { replicas: k8s.IntOrString.fromNumber(3) } }, service: 'x' },
    [
      '[shop/api] overrides.deployment.spec.replicas must be plain data, got an IntOrString; write its text',
      '[shop/api] overrides.service must be an object, got "x"; write { spec: { … } }',
    ],
  ],
])('reports %s', (_, overrides, findings) => {
  expect(findingsOf(overrides)).toEqual(findings);
});

test('takes an atomic list whose replacement is said', () => {
  const egress = [{ $patch: 'replace' }, { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }];
  expect(findingsOf({ networkPolicy: { spec: { egress } } })).toEqual([]);
});

test('is the same for every construct', () => {
  const build = (chart: Chart) => new TenantNamespace(chart, 'tenant', { overrides: { namespace: mark } });
  expect(only(rendered(build), 'Namespace').metadata.annotations).toEqual({ 'example.com/mark': 'here' });
});

describe('addRenderedFields', () => {
  test('adds what the typed classes do not know, later calls last', () => {
    const manifests = rendered((chart) => {
      const spec = { type: 'ExternalName', externalName: 'api.example.com' };
      const service = new k8s.KubeService(chart, 'service', { metadata: { name: 'api' }, spec });
      addRenderedFields(service, { spec: { trafficDistribution: 'PreferClose', publishNotReadyAddresses: true } });
      addRenderedFields(service, { spec: { trafficDistribution: 'PreferSameZone', publishNotReadyAddresses: null } });
    });
    expect(only(manifests, 'Service').spec).toEqual({
      type: 'ExternalName',
      externalName: 'api.example.com',
      trafficDistribution: 'PreferSameZone',
    });
  });

  test('reports what would be lost at the object', () => {
    const build = () =>
      rendered((chart) => {
        const role = new k8s.KubeRole(chart, 'role', { metadata: { name: 'r' }, rules: [{ verbs: ['get'] }] });
        addRenderedFields(role, { rules: [{ verbs: ['list'] }] });
      });
    expect(build).toThrow(
      '[shop/role] rules replaces the whole list and loses one of its items, {"verbs":["get"]}; repeat them, or write { $patch: "replace" } as the first item',
    );
  });
});

test('accepts what JSON has, undefined, and one object in two places', () => {
  const labels = { app: 'api' };
  const data = { a: labels, b: [labels, null, 1, true, undefined], c: Object.create(null) as unknown };
  expect(plainData.parse(data)).toEqual({ typed: true, value: data, issues: [] });
});

const circular: Record<string, unknown> = { name: 'api' };
circular.self = [circular];

test.each<[unknown, string, string]>([
  ['text', '', 'must be an object, got "text"; write { spec: { … } }'],
  [[], '', 'must be an object, got a list; write { spec: { … } }'],
  [new Map(), '', 'must be an object, got a Map; write { spec: { … } }'],
  [circular, 'self[0]', 'must be plain data, got an object that contains itself; leave it out'],
  [{ spec: { at: new Date(0) } }, 'spec.at', 'must be plain data, got a Date; write its text'],
  [{ spec: { replicas: NaN } }, 'spec.replicas', 'must be plain data, got NaN; write its text'],
  [{ spec: [() => 1] }, 'spec[0]', 'must be plain data, got a function; write its text'],
  [{ port: k8s.IntOrString.fromNumber(80) }, 'port', 'must be plain data, got an IntOrString; write its text'],
])('refuses %#', (value, at, problem) => {
  expect(readable(plainData.parse(value).issues[0])).toMatchObject({ at, problem });
});
