import { compilerProblems } from './compiler-problems';

const prelude = `
import { App, Chart } from 'cdk8s';
import { BackendService, BackendWorker, MongoStatefulSet, SecretRef, SecretStore } from 'cdk8s-backend';
const chart = new Chart(new App(), 'shop');
const provider = { type: 'azurekv', vaultUrl: 'https://a', serviceAccountName: 'b' } as const;
const store = new SecretStore(chart, 'store', { provider });
const database = new SecretRef(chart, 'database', { keys: ['username', 'password'] });
const keyfile = new SecretRef(chart, 'keyfile', { keys: ['keyfile'] }).key('keyfile');
export const all = { store, database, keyfile };
`;
const remote = `{ remoteRef: { key: 'x' } }`;

const secret = (props: string): string => `new SecretRef(chart, 'a', ${props});`;
const backend = (props: string): string => `new BackendService(chart, 'api', { image: 'a:1', port: 8080, ${props} });`;
const mongo = (props: string): string =>
  `new MongoStatefulSet(chart, 'm', { storage: { size: '1Gi' }, keyfile, ${props} });`;

/** Programs that must not compile, each with the compiler's message in full. */
const programs: readonly (readonly [program: string, message: string])[] = [
  [
    secret(`{ keys: ['a'], source: { type: 'external', store } }`),
    `Object literal may only specify known properties, and 'store' does not exist in type 'RetainedExternalSource<"a"> | OwnedExternalSource<"a">'.`,
  ],
  [
    secret(
      `{ keys: ['first', 'second'], source: { type: 'external', secretStoreRef: store, keys: { first: ${remote} } } }`,
    ),
    `Property 'second' is missing in type '{ first: { remoteRef: { key: string; }; }; }' but required in type 'Readonly<Record<"first" | "second", RemoteValue | TemplatedValue>>'.`,
  ],
  [
    secret(`{ keys: ['a'], source: { type: 'externals' } }`),
    `Type '"externals"' is not assignable to type '"vault" | "existing" | "external" | "generated" | "sealed" | "sops" | "csi"'. Did you mean '"external"'?`,
  ],
  [
    `database.key('passwort');`,
    `Argument of type '"passwort"' is not assignable to parameter of type '"username" | "password"'.`,
  ],
  [
    `new BackendService(chart, 'api', { port: 8080 });`,
    `Argument of type '{ port: number; }' is not assignable to parameter of type 'BackendServiceProps'.
  Property 'image' is missing in type '{ port: number; }' but required in type 'BackendServiceProps'.`,
  ],
  [
    backend(`replica: 1`),
    `Object literal may only specify known properties, but 'replica' does not exist in type 'BackendServiceProps'. Did you mean to write 'replicas'?`,
  ],
  [backend(`metrics: {}`), `Type '{}' is not assignable to type 'BackendMetrics | undefined'.`],
  [
    backend(`metrics: { kind: 'annotations', alerts: true }`),
    `Object literal may only specify known properties, and 'alerts' does not exist in type 'AnnotatedBackendMetrics'.`,
  ],
  [backend(`env: { A: database.key('password') }`), `Type 'SecretKey' is not assignable to type 'EnvironmentValue'.`],
  [backend(`secrets: { A: 'x' }`), `Type 'string' is not assignable to type 'SecretKey | SecretObjectKey'.`],
  [
    backend(`mounts: { '/a': { size: '1Gi' } }`),
    `Object literal may only specify known properties, and 'size' does not exist in type 'BackendMount'.`,
  ],
  [
    backend(`expose: { type: 'LoadBalancer', annotations: { a: 'b' } }`),
    `Object literal may only specify known properties, and 'annotations' does not exist in type 'PlatformLoadBalancer | ClassLoadBalancer | DefaultLoadBalancer'.`,
  ],
  [
    backend(`expose: { type: 'LoadBalancer', platform: 'aws' }`),
    `Type '{ type: "LoadBalancer"; platform: "aws"; }' is not assignable to type 'BackendExposure | undefined'.
  Property 'scheme' is missing in type '{ type: "LoadBalancer"; platform: "aws"; }' but required in type 'PlatformLoadBalancer'.`,
  ],
  [
    backend(`ingress: { host: 'a.example.com' }`),
    `Type '{ host: string; }' is not assignable to type 'IngressProps | ArrayLike<IngressProps> | undefined'.
  Type '{ host: string; }' is missing the following properties from type 'PlatformIngress': scheme, tls`,
  ],
  [
    backend(`ingress: [{ host: 'a.example.com' }]`),
    `Type '{ host: string; }' is not assignable to type 'IngressProps'.
  Type '{ host: string; }' is missing the following properties from type 'PlatformIngress': scheme, tls`,
  ],
  [
    backend(`ingress: { platform: 'aws', host: 'a.example.com', tls: 'load balancer' }`),
    `Type '{ platform: "aws"; host: string; tls: "load balancer"; }' is not assignable to type 'IngressProps | ArrayLike<IngressProps> | undefined'.
  Type '{ platform: "aws"; host: string; tls: "load balancer"; }' is not assignable to type 'CloudIngress | ArrayLike<IngressProps>'.
    Property 'scheme' is missing in type '{ platform: "aws"; host: string; tls: "load balancer"; }' but required in type 'CloudIngress'.`,
  ],
  [
    backend(`httpRoute: { hosts: ['a.example.com'] }`),
    `Type '{ hosts: [string]; }' is not assignable to type 'HttpRouteProps | ArrayLike<HttpRouteProps> | undefined'.
  Property 'gateway' is missing in type '{ hosts: [string]; }' but required in type 'HttpRouteProps'.`,
  ],
  [
    backend(`httpRoute: { hosts: 'a.example.com', gateway: { name: 'public' } }`),
    `Type 'string' is not assignable to type 'readonly [string, ...string[]]'.`,
  ],
  [
    backend(`grpcRoute: { gateway: { name: 'public' } }`),
    `Type '{ gateway: { name: string; }; }' is not assignable to type 'GrpcRouteProps | ArrayLike<GrpcRouteProps> | undefined'.
  Property 'hosts' is missing in type '{ gateway: { name: string; }; }' but required in type 'GrpcRouteProps'.`,
  ],
  [
    `new BackendWorker(chart, 'a', { image: 'a:1', port: 8080 });`,
    `Object literal may only specify known properties, but 'port' does not exist in type 'BackendWorkerProps'. Did you mean to write 'ports'?`,
  ],
  [
    `new BackendWorker(chart, 'a', { image: 'a:1', metrics: { port: 'a', kind: 'annotations', alerts: true } });`,
    `Object literal may only specify known properties, and 'alerts' does not exist in type 'AnnotatedWorkerMetrics'.`,
  ],
  [mongo(`metrics: {}`), `Type '{}' is not assignable to type 'PrometheusMonitoring | undefined'.`],
  [
    mongo(`tls: { mode: 'require' }`),
    `Property 'certificate' is missing in type '{ mode: "require"; }' but required in type 'MongoTls'.`,
  ],
];

test('the compiler names the field that is wrong or missing, and types by their names', () => {
  const files = programs.map(([program], index) => [`wrong-program-${index}`, `${prelude}${program}\n`]);
  const found = Object.values(compilerProblems(Object.fromEntries(files) as Record<string, string>));
  expect(programs.map(([program], index) => [program, found[index]])).toEqual(
    programs.map(([program, message]) => [program, [message]]),
  );
});
