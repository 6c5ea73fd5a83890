import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { BackendService } from '../../lib/backend-service/backend-service';
import { clientObject, servingObject } from '../../lib/network/object-pods';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { render } from '../../lib/synth/render';
import { least } from '../backend-service/edge-values';
import { issuesOf } from '../props/issues-of';
import { refusal } from '../rendered';

const chart = (): Chart => new Chart(new App(), 'shop', { namespace: 'shop' });
const redis = { image: 'docker.io/library/redis:7.2.0', ports: [{ name: 'redis', number: 6379 }] };

const podLabels = { app: 'redis' };
const container = { name: 'redis', image: 'redis:1', ports: [{ containerPort: 6379, name: 'redis' }] };
const template = { metadata: { labels: podLabels }, spec: { containers: [container] } };

function object(kind: string, fields: object, apiVersion = 'apps/v1', on = chart()): ApiObject {
  return new ApiObject(on, kind.toLowerCase(), { apiVersion, kind, metadata: { name: 'redis' }, ...fields });
}

test.each<[string, object, string]>([
  ['Deployment', { spec: { selector: { matchLabels: podLabels }, template } }, 'apps/v1'],
  ['StatefulSet', { spec: { selector: { matchLabels: podLabels }, template } }, 'apps/v1'],
  ['DaemonSet', { spec: { selector: { matchLabels: podLabels }, template } }, 'apps/v1'],
  ['Job', { spec: { template } }, 'batch/v1'],
  ['CronJob', { spec: { jobTemplate: { spec: { template } } } }, 'batch/v1'],
  ['Pod', { metadata: { name: 'redis', labels: podLabels }, spec: { containers: [container] } }, 'v1'],
  ['Service', { spec: { selector: podLabels, ports: [{ port: 80, targetPort: 6379 }] } }, 'v1'],
])('knows the namespace, the labels and the ports of the pods of a %s', (kind, fields, apiVersion) => {
  const pods = { namespaceName: 'shop', podLabels, ports: [{ port: 6379, protocol: 'TCP' }] };
  expect(servingObject.parse(object(kind, fields, apiVersion))).toEqual({ typed: true, value: pods, issues: [] });
  expect(clientObject.parse(object(kind, fields, apiVersion))).toEqual({ typed: true, value: pods, issues: [] });
});

test('means all pods, at all ports, of a Namespace', () => {
  const namespace = object('Namespace', { metadata: { name: 'monitoring' } }, 'v1');
  for (const schema of [clientObject, servingObject])
    expect(schema.parse(namespace)).toEqual({ typed: true, value: { namespaceName: 'monitoring' }, issues: [] });
});

test('knows each port with its protocol, once', () => {
  const ports = [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }, { containerPort: 53 }];
  const spec = { containers: [{ name: 'dns', image: 'dns:1', ports }] };
  const dns = object('Deployment', { spec: { template: { metadata: { labels: podLabels }, spec } } });
  expect(servingObject.parse(dns)).toMatchObject({
    value: {
      ports: [
        { port: 53, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
      ],
    },
  });
});

test("finds the number of a Service's port by the name that its pods have for it", () => {
  const on = chart();
  object('Deployment', { spec: { template } }, 'apps/v1', on);
  const service = { spec: { selector: podLabels, ports: [{ port: 80, targetPort: 'redis' }] } };
  expect(servingObject.parse(object('Service', service, 'v1', on))).toMatchObject({
    value: { ports: [{ port: 6379, protocol: 'TCP' }] },
    issues: [],
  });
});

const without = { spec: { template: { ...template, spec: { containers: [{ name: 'redis', image: 'redis:1' }] } } } };

test.each<[string, ApiObject, string[]]>([
  [
    'without ports',
    object('Deployment', without),
    [
      'it must have ports that its pods declare by number, got Deployment "redis" without one; declare them, or write { namespaceName: "shop", podLabels: {"app":"redis"}, ports: [8080] }',
    ],
  ],
  [
    'of a port that no pod has',
    object('Service', { spec: { selector: podLabels, ports: [{ port: 80, targetPort: 'redis' }] } }, 'v1'),
    [
      'it must have ports that its pods declare by number, got Service "redis" without one; declare them, or write { namespaceName: "shop", podLabels: {"app":"redis"}, ports: [8080] }',
    ],
  ],
  [
    'that selects nothing',
    object('Service', { spec: { type: 'ExternalName', externalName: 'db.example.com' } }, 'v1'),
    [
      'it must be a Service that selects pods, got Service "redis"; write { host, cidr, port } with the addresses that it leads to',
    ],
  ],
  [
    'without labels',
    object('Job', { spec: { template: { spec: { containers: [container] } } } }, 'batch/v1'),
    ['it must have pods with labels, got Job "redis"; add labels to its pods'],
  ],
  [
    'in the network of its nodes',
    object('DaemonSet', { spec: { template: { ...template, spec: { hostNetwork: true, containers: [container] } } } }),
    [
      'it must not run in the network of its nodes, where no policy knows its pods, got DaemonSet "redis"; write { cidr } with the addresses of the nodes',
    ],
  ],
  [
    'of another kind',
    object('ConfigMap', {}, 'v1'),
    ['it must be a workload, a Service or a Namespace, got an ApiObject'],
  ],
])('refuses an object %s', (_, given, issues) => {
  expect(issuesOf(servingObject, given)).toEqual(issues);
});

test('refuses an object of a set whose members let in only clients with a label', () => {
  const on = chart();
  const keyfile = new SecretRef(on, 'keyfile', { keys: ['keyfile'] }).key('keyfile');
  const mongo = new MongoStatefulSet(on, 'mongo', { keyfile, storage: { size: '1Gi' } });
  for (const given of [mongo.statefulSet, mongo.service])
    expect(issuesOf(servingObject, given)).toEqual([
      `it must be the construct that renders it, for its pods let in only clients with a label, got the ${given.kind} "mongo" of shop/mongo; write the construct`,
    ]);
  expect(issuesOf(clientObject, mongo.statefulSet)).toEqual([]);
});

test('takes an object of a service', () => {
  const api = new BackendService(chart(), 'api', least);
  for (const given of [api.deployment, api.service])
    expect(servingObject.parse(given)).toEqual({
      typed: true,
      issues: [],
      value: { namespaceName: 'shop', podLabels: { app: 'api' }, ports: [{ port: 8080, protocol: 'TCP' }] },
    });
});

test('needs no ports of an object that connects', () => {
  expect(issuesOf(clientObject, object('Deployment', without))).toEqual([]);
});

test('refuses a workload that is not complete', () => {
  const deployment = new kplus.Deployment(chart(), 'redis');
  expect(issuesOf(servingObject, deployment)).toEqual([
    'it must be complete before it is given to another construct, got Deployment "shop-redis-c8d88a6a": PodSpec must have at least 1 container; create the other one after it',
  ]);
});

test('refuses a workload whose ports change after a policy was rendered from them', () => {
  const given = refusal((on) => {
    const deployment = new kplus.Deployment(on, 'redis', { containers: [redis] });
    new BackendService(on, 'api', { ...least, egressTo: [deployment] });
    deployment.addContainer({ name: 'exporter', image: 'docker.io/demo/exporter:1.0.0', portNumber: 9121 });
  });
  expect(given).toContain(
    '[shop/redis/Resource] the object must have the labels and ports of its pods before another construct connects to it or is connected to by it, got others since then; create the other construct after it',
  );
});

test('lets everything of a workload change that no policy depends on', () => {
  const app = new App();
  const on = new Chart(app, 'shop', { namespace: 'shop' });
  const deployment = new kplus.Deployment(on, 'redis', { containers: [redis] });
  new BackendService(on, 'api', { ...least, egressTo: [deployment] });
  ApiObject.of(deployment).addJsonPatch(
    JsonPatch.add('/metadata/annotations', { 'cdk8s-backend/ignore.require-restricted-pods': 'a test' }),
  );
  expect(() => render(app)).not.toThrow();
});
