import { Chart } from 'cdk8s';
import { FindingsError } from '../../lib/findings/findings-error';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { pods } from '../../lib/pods/pods';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { edgeValues as backendValues } from '../backend-service/edge-values';
import { rendered } from '../rendered';
import { textsOf } from '../problem-text';

const wrong = [null, undefined, true, 0, -1, 1.5, NaN, 1e300, '', 'x', 'a b', 'toString', [], [null], {}, { x: 1 }];
const texts = ['a', 'a.b', 'A', 'a b', '', 'ä', '__proto__', 'constructor', '$(A)', 'a'.repeat(300)];
const credentials = { name: 'x', namespace: 'shop', keys: ['username', 'password'] };
const roles = [{ role: 'read', db: 'shop' }];
const digest = `sha256:${'0'.repeat(64)}`;

/** Values of each prop, most of them wrong in some way. */
export const edgeValues: Readonly<Record<string, readonly unknown[]>> = {
  members: [...wrong, 1, 2, 3, 4, 5, 7, 9, '3'],
  nonVotingMembers: [...wrong, 1, 43, 44],
  memberOptions: [
    ...wrong,
    ...wrong.map((options) => ({ 0: options })),
    ...wrong.flatMap((value) =>
      ['priority', 'hidden', 'secondaryDelaySecs', 'tags'].map((name) => ({ 0: { [name]: value } })),
    ),
    ...texts.map((tag) => ({ 0: { tags: { [tag]: tag } } })),
    { '01': { priority: 2 } },
    { 99: {} },
  ],
  zoneTags: wrong,
  electionTimeoutMillis: [...wrong, 999, 1000, 60000, 60001],
  kubernetes: [...wrong, '1.26', '1.35', 1.3],
  arbiters: wrong,
  size: [...wrong, 's', 'l'],
  resources: [
    ...wrong,
    ...wrong.map((limits) => ({ limits })),
    ...wrong.map((memory) => ({ limits: { memory } })),
    ...wrong.map((cpu) => ({ requests: { cpu }, limits: { cpu: false } })),
  ],
  image: [
    ...wrong,
    'mongo:8',
    'mongo:latest',
    'mongo:4.4.29',
    'mongo:8.0.30',
    `mongo@${digest}`,
    `mongo:8.0.30@${digest}`,
  ],
  featureCompatibilityVersion: [...wrong, '8.0', '9.0', '6.0', 8],
  storage: [
    ...wrong,
    ...wrong.flatMap((value) =>
      ['size', 'className', 'labels', 'annotations', 'accessMode', 'retention', 'journal'].map((name) => ({
        size: '1Gi',
        [name]: value,
      })),
    ),
    ...wrong.map((whenDeleted) => ({ size: '1Gi', retention: { whenDeleted } })),
    ...wrong.map((size) => ({ size: '1Gi', journal: { size } })),
  ],
  keyfile: [...wrong, credentials],
  users: [
    ...wrong,
    ...wrong.map((user) => [user]),
    ...wrong.map((value) => [{ credentials: value, roles }]),
    [{ credentials, roles }],
  ],
  roles: [
    ...wrong,
    ...wrong.map((role) => [role]),
    ...texts.map((role) => [{ role, db: 'admin', roles }]),
    ...texts.map((db) => [{ role: 'auditor', db, roles }]),
    ...wrong.map((privilege) => [{ role: 'auditor', db: 'admin', privileges: [privilege] }]),
    ...wrong.map((resource) => [{ role: 'auditor', db: 'admin', privileges: [{ resource, actions: ['find'] }] }]),
    ...wrong.map((actions) => [
      { role: 'auditor', db: 'admin', privileges: [{ resource: { cluster: true }, actions }] },
    ]),
  ],
  removedUsers: [
    ...wrong,
    ...wrong.map((user) => [user]),
    ...texts.map((username) => [{ username, database: username }]),
  ],
  mongod: [
    ...wrong,
    ...[
      'oplogSizeMB',
      'oplogMinRetentionHours',
      'slowOpThresholdMs',
      'blockCompressor',
      'maxIncomingConnections',
      'ipv6',
    ].flatMap((name) => wrong.map((value) => ({ [name]: value }))),
    ...wrong.map((options) => ({ options })),
    ...wrong.map((value) => ({ options: { 'setParameter.x': value } })),
    ...texts.map((name) => ({ options: { [name]: 1, [`${name}.x`]: 1 } })),
    { options: { 'setParameter.x': () => 1 } },
  ],
  tls: [
    ...wrong,
    ...wrong.map((certificate) => ({ mode: 'require', certificate })),
    ...wrong.map((mode) => ({ mode, certificate: { issuer: { name: 'internal' } } })),
    ...wrong.map((issuer) => ({ mode: 'require', certificate: { issuer } })),
    ...wrong.flatMap((value) =>
      ['name', 'kind', 'group'].map((name) => ({
        mode: 'require',
        certificate: { issuer: { name: 'internal', [name]: value } },
      })),
    ),
    ...wrong.map((duration) => ({ mode: 'require', certificate: { issuer: { name: 'internal' }, duration } })),
    { mode: 'require', certificate: { issuer: { name: 'internal' }, duration: '48h', renewBefore: '24h' } },
    ...wrong.map((caBundle) => ({ mode: 'require', certificate: { issuer: { name: 'internal' } }, caBundle })),
  ],
  expose: [
    ...wrong,
    ...wrong.map((type) => ({ type, hosts: () => 'a' })),
    ...wrong.map((hosts) => ({ type: 'LoadBalancer', hosts })),
    ...wrong.map((host) => ({ type: 'LoadBalancer', hosts: () => host })),
    ...texts.map((host) => ({ type: 'LoadBalancer', hosts: (ordinal: number) => `${ordinal}${host}` })),
    ...texts.map((port) => ({ type: 'NodePort', hosts: () => `a.b:${port}` })),
    ...wrong.flatMap((value) =>
      ['sourceRanges', 'externalTrafficPolicy', 'class', 'annotations'].map((name) => ({
        type: 'LoadBalancer',
        hosts: (ordinal: number) => `mongo-${ordinal}.example.com`,
        [name]: value,
      })),
    ),
  ],
  metrics: [
    ...wrong,
    { labels: { release: 'x' }, alerts: true },
    { labels: { release: 'x' }, dashboard: true },
    { kind: 'annotations' },
    ...wrong.map((labels) => ({ labels })),
  ],
  exporter: [...wrong, ...wrong.map((value) => ({ credentials: value })), { credentials }],
  clientNamespaces: [...wrong, ...texts.map((name) => [name]), ['shop', 'reports', 'reports'], [[]]],
  startupSeconds: [...wrong, 59, 60, '60'],
  podAntiAffinity: [...wrong, 'none', 'required'],
  clusterDomain: [...wrong, 'corp.example', 'a_b'],
  dns: [
    ...wrong,
    'kube-dns',
    'openshift',
    'coredns',
    ...wrong.map((peers) => ({ peers })),
    ...wrong.map((peer) => ({ peers: [peer] })),
    ...wrong.map((ports) => ({ peers: [{ cidr: '10.96.0.10/32' }], ports })),
    ...wrong.map((port) => ({ peers: [{ cidr: '10.96.0.10/32' }], ports: [port] })),
    ...wrong.map((podLabels) => ({ peers: [{ namespaceName: 'dns', podLabels }] })),
    // cdk8s renders no field of the name `constructor`.
    ...texts
      .filter((label) => label !== 'constructor')
      .map((label) => ({ peers: [{ namespaceName: label, podLabels: { [label]: label } }] })),
  ],
  apiServer: [
    ...wrong,
    ...wrong.map((cidrs) => ({ cidrs })),
    ...wrong.map((ports) => ({ ports })),
    { cidrs: ['x'], ports: [0] },
  ],
  ...Object.fromEntries(
    Object.keys(pods.entries).map((prop) => [prop, backendValues[prop as keyof typeof backendValues] ?? []]),
  ),
  registry: [...wrong, ...texts, 'mirror.example.com', 'https://mirror.example.com'],
  partOf: [...wrong, ...texts],
};

/** Values of each prop of a connection. */
export const edgeConnections: Readonly<Record<string, readonly unknown[]>> = {
  user: [...wrong, credentials],
  caBundle: wrong,
  database: [...wrong, ...texts, 'admin'],
  from: [...wrong, 'outside', 'inside'],
  hosts: [...wrong, 'SRV', 'srv'],
  credentials: [...wrong, 'seperate', 'separate'],
  readPreference: [...wrong, 'secondry', 'nearest'],
  writeConcern: [...wrong, 'majority', 2],
  retryWrites: wrong,
  appName: [...wrong, ...texts],
  options: [...wrong, ...wrong.map((value) => ({ maxPoolSize: value })), { readPreferenceTags: 'use:reports' }],
};

/** What a set of these props, and of these alone, renders to; or what is wrong with them. Anything else is thrown. */
export function outcome(
  props: object | undefined,
  use: (mongo: MongoStatefulSet, user: SecretRef<'username' | 'password'>) => void = () => undefined,
): { readonly manifests: readonly KubernetesManifest[]; readonly findings: readonly string[] } {
  try {
    const build = (chart: Chart): void => {
      const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
      const user = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
      const least = { storage: { size: '1Gi' }, keyfile, users: [{ credentials: user, roles }] };
      use(new MongoStatefulSet(chart, 'mongo', (props && { ...least, ...props }) as never), user);
    };
    return { manifests: rendered(build), findings: [] };
  } catch (error) {
    if (error instanceof FindingsError) return { manifests: [], findings: textsOf(error.findings) };
    throw error;
  }
}
