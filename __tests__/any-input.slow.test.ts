import { ApiObject, App, Chart } from 'cdk8s';
import * as library from '../lib';
import { hostile, throwing } from './hostile-values';

const { BackendService, FindingsError, MongoStatefulSet, SecretRef } = library;

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

// Of every kind that JavaScript has, and objects that throw when they are read.
const values: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, NaN, 1e21, 5n, '', 'x y', 'a'.repeat(300), '\ud800', 'a\0b', Symbol('s')],
  ...[() => 1, App, async () => Promise.resolve(1), /a/, new Date(NaN), new Map([['a', 1]]), new Error('e')],
  ...[[], [null], new Array(2), [Symbol('s')], [[]], [hostile], Buffer.from('a'), new Proxy([], hostile)],
  ...[{}, { x: 1 }, { a: null }, { a: hostile }, { a: cyclic }, { a: () => 1 }, { [Symbol('k')]: 1 }, cyclic, hostile],
  ...[
    Object.create(null) as unknown,
    JSON.parse('{"__proto__":{"a":1}}') as unknown,
    { constructor: 1, toString: 2, hasOwnProperty: 3 },
  ],
  ...['image', 'type', 'name', 'a', 'endpoint', 'labels'].map(throwing),
  ...[{ labels: null, port: null }, { endpoint: null }, { endpoint: hostile }],
  { text: throwing, secrets: {} },
  { text: () => Symbol('s'), secrets: [] },
];

/** Expects that an act succeeds, or fails with findings that do not come from an error inside of the library. */
function expectFindings(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    expect(error.message).not.toMatch(/undefined \(reading|is not a function|is not iterable|\[object|Cannot convert/);
  }
}

function chartOf(app = new App()): Chart {
  return new Chart(app, 'shop', { namespace: 'shop' });
}

function setOf(chart: Chart) {
  const user = new SecretRef(chart, 'mongo-user', { keys: ['username', 'password'] });
  const keyfile = new SecretRef(chart, 'keyfile', { keys: ['keyfile'] }).key('keyfile');
  const users = [{ credentials: user, roles: [{ role: 'backup', db: 'admin' } as const] }];
  return { user, mongo: new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile, users }) };
}

function importOf(chart: Chart) {
  const source = { uri: new SecretRef(chart, 'old', { keys: ['uri'] }).key('uri') };
  return { source, egressTo: [{ cidr: '192.0.2.0/24', ports: [27017] }] };
}

type Props = Readonly<Record<string, unknown>>;
type Class = new (scope: unknown, id: unknown, props: unknown) => object;

/** The constructs, each with props that it accepts. */
const constructs: Readonly<Record<string, (chart: Chart) => Props>> = {
  BackendService: (chart) => ({
    ...{ image: 'a:1', port: 8080, ports: { admin: 9000 }, replicas: { min: 1, max: 2 }, command: ['a'] },
    ...{ health: { ready: '/', live: { tcp: 8080 } }, resources: { limits: { memory: '1Gi' } }, size: 's' },
    env: { A: 'b', POD: { fieldRef: { fieldPath: 'metadata.name' } }, URI: { text: () => 'x', secrets: {} } },
    secrets: { B: new SecretRef(chart, 'b', { keys: ['a'] }).key('a') },
    files: { '/etc/app/a': 'text', '/etc/app/b': { from: __filename } },
    mounts: { '/a': { emptyDir: '1Gi' }, '/b': { claim: { size: '1Gi' } } },
    ...{ initContainers: { init: { image: 'a:1' } }, sidecars: { proxy: { image: 'a:1', ports: { x: 1 } } } },
    ...{ migration: { command: ['a'] }, cronJobs: { report: { command: ['a'], schedule: '0 3 * * *' } } },
    ...{ expose: { type: 'LoadBalancer', platform: 'aws', scheme: 'internal' }, waitFor: [{ host: 'a', port: 1 }] },
    ...{
      ingressFrom: [{ cidr: '10.0.0.0/8' }],
      egressTo: [{ namespaceName: 'a', podLabels: { a: 'b' }, ports: [1, { port: 2, endPort: 3 }] }, 'internet'],
    },
    ingress: [
      { className: 'nginx', host: 'a.example.com', tls: { issuer: { name: 'x' } } },
      {
        name: 'b',
        platform: 'traefik',
        host: 'b.example.com',
        rules: [{ host: 'c.example.com' }],
        tls: { secretName: 'x' },
      },
    ],
    httpRoute: {
      ...{ hosts: ['d.example.com'], gateway: { name: 'a', namespace: 'a' }, paths: ['/a'], weight: 1 },
      ...{ backendRefs: [{ name: 'b', port: 80 }], filters: { requestHeaderModifier: { remove: ['x-a'] } } },
    },
    grpcRoute: [{ hosts: ['e.example.com'], gateway: { name: 'a', namespace: 'a' }, port: 'admin', methods: ['a.B'] }],
    ...{ adopt: { service: 'a', deployment: 'b', selector: { a: 'b' } }, envFrom: [{ configMap: 'a' }] },
    jobs: { import: { command: ['a'], env: { A: { configMapKeyRef: { name: 'a', key: 'b' } } } } },
    ...{ labels: { a: 'b' }, annotations: { a: 'b' }, overrides: { service: { spec: {} } } },
  }),
  BackendWorker: (chart) => ({
    ...{ image: 'a:1', ports: { metrics: 9000 }, health: { live: { exec: ['a'] } }, replicas: 1 },
    ...{ metrics: { port: 'metrics', labels: { a: 'b' } }, adopt: { deployment: 'a', selector: { a: 'b' } } },
    ...{ egressTo: [new BackendService(chart, 'api', { image: 'a:1', port: 8080 })], strategy: 'Recreate' },
  }),
  MongoBackup: (chart) => ({ ...setOf(chart), storage: { size: '1Gi' }, schedule: '0 3 * * *', retainLast: 2 }),
  MongoImport: (chart) => ({ ...setOf(chart), ...importOf(chart), follow: false, importId: 2 }),
  MongoSnapshots: (chart) => ({ ...setOf(chart), className: 'a', schedule: '0 3 * * *' }),
  MongoStatefulSet: (chart) => ({
    storage: { size: '1Gi', journal: { size: '1Gi' } },
    keyfile: new SecretRef(chart, 'keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [
      {
        credentials: new SecretRef(chart, 'mongo-user', { keys: ['username', 'password'] }),
        roles: [{ role: 'read', db: 'a' }],
      },
    ],
    ...{ roles: [{ role: 'a', db: 'b', privileges: [{ resource: { cluster: true }, actions: ['find'] }] }] },
    ...{ tls: { mode: 'require', certificate: { issuer: { name: 'x' } } }, metrics: { labels: {} }, dns: 'gke' },
    ...{ mongod: { options: { a: 1 } }, memberOptions: { 0: { priority: 1 } }, apiServer: { cidrs: ['10.0.0.0/8'] } },
  }),
  SecretRef: () => ({
    ...{ keys: ['a'], version: 1 },
    source: { type: 'external', secretStoreRef: { name: 'a' }, keys: { a: { remoteRef: { key: 'k' } } } },
  }),
  SecretStore: () => ({ provider: { type: 'azurekv', vaultUrl: 'https://a', serviceAccountName: 'a' } }),
  TenantNamespace: () => ({ quota: { pods: '5' }, containerDefaults: { limits: { memory: '1Gi' } } }),
};

const { mongo } = setOf(chartOf());
/** The functions and methods, each called with one value in the place of any argument. */
const functions: Readonly<Record<string, (value: never) => unknown>> = {
  addRenderedFields: (value) => {
    const object = new ApiObject(chartOf(), 'a', { apiVersion: 'v1', kind: 'ConfigMap' });
    expectFindings(() => (library.addRenderedFields(object, value), library.render(object.node.root)));
    library.addRenderedFields(value, {});
  },
  backendEndpoint: (value) => {
    expectFindings(() => library.backendEndpoint(chartOf(), value, 80));
    expectFindings(() => library.backendEndpoint(chartOf(), 'a', value));
    return library.backendEndpoint(value, 'a', 80);
  },
  prerequisites: (value) => (expectFindings(() => library.prerequisites([value])), library.prerequisites(value)),
  render: (value) => library.render(value),
  setDefaults: (value) => {
    for (const defaults of [value, { labels: value }, { dns: value }, { imagePullSecrets: value }])
      expectFindings(() => {
        const app = new App();
        library.setDefaults(app, defaults);
        new BackendService(chartOf(app), 'a', { image: 'a:1', port: 8080 });
        library.render(app);
      });
    library.setDefaults(value, value);
  },
  setFilesRoot: (value) => {
    expectFindings(() => {
      library.setFilesRoot(new App(), value);
    });
    library.setFilesRoot(value, '/');
  },
  setSecretEnvironment: (value) => {
    for (const environment of [
      value,
      { name: value },
      { name: 'a', sources: value },
      { name: 'a', sources: () => value },
    ])
      expectFindings(() => {
        const app = new App();
        library.setSecretEnvironment(app, environment);
        new SecretRef(chartOf(app), 'a', { keys: ['a'] });
        library.render(app);
      });
    library.setSecretEnvironment(value, value);
  },
  synthesize: (value) => {
    const program = { environments: [{ name: 'a', directory: '', build: () => undefined }], argv: ['--check'] };
    const build = (): never => {
      throw value; // eslint-disable-line @typescript-eslint/only-throw-error -- what a program may do
    };
    library.synthesize({ ...program, environments: [{ name: 'a', directory: '', build }] });
    library.synthesize({ ...program, environments: [{ name: 'a', directory: '', build: () => value }] });
    library.synthesize({ ...program, environments: [value] });
    library.synthesize({ ...program, argv: [value] });
    library.synthesize({ ...program, gitops: value });
    return library.synthesize(value);
  },
  uriEncoded: (value) => library.uriEncoded(value),
  'MongoStatefulSet.binding': (value) => mongo.binding(value),
  'MongoStatefulSet.connection': (value) => mongo.connection(value),
  'MongoStatefulSet.connectionFrom': (value) => mongo.connectionFrom(value),
  'SecretRef.key': (value) => new SecretRef(chartOf(), 'a', { keys: ['a'] }).key(value),
};

test('knows every class and function of the library', () => {
  const known = [...Object.keys(constructs), ...Object.keys(functions).filter((name) => !name.includes('.'))];
  const exported = Object.entries(library).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  // A program catches FindingsErrors, and creates none.
  expect(exported.filter((name) => name !== 'FindingsError').sort()).toEqual(known.sort());
});

test.each(Object.keys(functions))('%s answers any value with a result or findings', (name) => {
  for (const value of values) expectFindings(() => functions[name]?.(value as never));
});

test.each(Object.entries(constructs))('%s answers any value anywhere with objects or findings', (name, propsOf) => {
  const type = library[name as keyof typeof library] as Class;
  expectFindings(() => new type(new App(), 'a', {}));
  const paths = pathsOf(propsOf(chartOf()));
  for (const [index, value] of values.entries()) {
    expectFindings(() => new type(value, 'a', {}));
    expectFindings(() => new type(chartOf(), value, {}));
    // Half of all pairs of a prop and a value, and a tenth of those deeper inside: enough to meet each kind of schema.
    for (const path of paths.filter(({ length }, place) => (place + index) % (length < 2 ? 2 : 10) === 0))
      expectFindings(() => {
        const chart = chartOf();
        new type(chart, 'a', replaced(propsOf(chart), path, value));
        library.render(chart.node.root);
      });
  }
});

/** The paths of all values in plain data, that of the whole included. */
function pathsOf(value: unknown): string[][] {
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(Object(value)) === Object.prototype;
  const inner = isPlain ? Object.entries(value as Props) : [];
  return [[], ...inner.flatMap(([key, one]) => pathsOf(one).map((path) => [key, ...path]))];
}

/** A copy of plain data with another value at a path. */
function replaced(value: unknown, [key, ...path]: string[], other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], path, other);
  return copy;
}
