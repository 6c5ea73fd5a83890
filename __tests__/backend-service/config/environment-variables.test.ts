import { BackendService } from '../../../lib/backend-service/backend-service';
import { rendered } from '../../rendered';
import { at, least, outcome } from '../edge-values';

const members = { labels: { app: 'mongo' }, port: 27017, clientLabels: { 'mongo-client': 'true' } };

test.each<[string, object, string, unknown]>([
  [
    'reads ConfigMaps and facts of the pod',
    {
      env: {
        REGION: { configMapKeyRef: { name: 'cluster', key: 'region' } },
        POD: { fieldRef: { fieldPath: 'metadata.name' } },
      },
    },
    'Deployment spec.template.spec.containers.0.env',
    [
      { name: 'PORT', value: '8080' },
      { name: 'REGION', valueFrom: { configMapKeyRef: { name: 'cluster', key: 'region' } } },
      { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ],
  ],
  [
    'takes whole ConfigMaps in their order',
    { envFrom: [{ configMap: 'cluster' }, { configMap: 'flags', prefix: 'FLAG_' }] },
    'Deployment spec.template.spec.containers.0.envFrom',
    [{ configMapRef: { name: 'cluster' } }, { prefix: 'FLAG_', configMapRef: { name: 'flags' } }],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test('is the address of one port of a Service with several, and lets out to the pods at the port behind it alone', () => {
  const manifests = rendered((chart) => {
    const ports = { metrics: 9797, grpc: { port: 9999, servicePort: 81 } };
    const { service } = new BackendService(chart, 'orders', { ...least, ports });
    new BackendService(chart, 'api', { ...least, env: { ORDERS: { service, port: 'grpc' } } });
  }).filter(({ metadata }) => metadata.name === 'api');
  expect(at(manifests, 'Deployment spec.template.spec.containers.0.env.1')).toEqual({
    name: 'ORDERS',
    value: 'orders.shop.svc:81',
  });
  const orders = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
    podSelector: { matchLabels: { app: 'orders' } },
  };
  expect(at(manifests, 'NetworkPolicy spec.egress')).toEqual([
    expect.anything(),
    { to: [orders], ports: [{ port: 9999, protocol: 'TCP' }] },
  ]);
});

test.each<[object, string[], object]>([
  [
    { env: { 'A=B': 'x' } },
    [
      'env["A=B"] must be letters, digits, "_", "-" and ".", not beginning with a digit, got "A=B"; write a name such as "LOG_LEVEL"',
    ],
    { env: { A_B: 'x' } },
  ],
  [{ env: { A: 5 } }, ['env["A"] must be a string, got 5; write "5"'], { env: { A: '5' } }],
  [{ env: { A: null } }, ['env["A"] must be a string, got null; leave it out'], { env: { A: '' } }],
  [
    { secrets: { A: 'x' } },
    ['secrets["A"] must be a key of a SecretRef, got a string; write secretRef.key(…)'],
    { secrets: {} },
  ],
  [
    { env: { A: { fieldRef: { fieldPath: 'status.phase' } } } },
    [
      'env["A"].fieldRef.fieldPath must be a field that the downward API has, got "status.phase"; write one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs',
    ],
    { env: { A: { fieldRef: { fieldPath: 'status.podIP' } } } },
  ],
  [
    { env: { A: { fieldRef: { fieldPath: "metadata.labels['a b']" } } } },
    [
      'env["A"].fieldRef.fieldPath must be a field that the downward API has, got "metadata.labels[\'a b\']"; write one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs',
    ],
    { env: { A: { fieldRef: { fieldPath: "metadata.labels['a']" } } } },
  ],
  [
    { env: { A: { configMapKeyRef: { name: 'A', key: 'a' } } } },
    [
      'env["A"].configMapKeyRef.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"',
    ],
    { env: { A: { configMapKeyRef: { name: 'a', key: 'a' } } } },
  ],
  [
    { env: { A: { secrets: {}, text: () => 5 } } },
    ['env["A"] must have a text that is a string, got 5; write $(NAME)'],
    { env: { A: { secrets: {}, text: () => '5' } } },
  ],
  [
    { env: { A: { secrets: {}, text: () => '', endpoint: { ...members, namespace: 'data' } } } },
    [
      'env["A"] leads to pods that let in no clients of this namespace, got "data" from "shop"; write clientNamespaces: ["shop"] in the MongoStatefulSet',
    ],
    { env: { A: { secrets: {}, text: () => '', endpoint: { ...members, namespace: 'shop' } } } },
  ],
  [
    { envFrom: [{ secret: 'database' }] },
    ['envFrom[0].secret must be a SecretRef, got a string; write new SecretRef(chart, …)'],
    { envFrom: [] },
  ],
  [
    { envFrom: [{ configMap: 'A', prefix: '1' }] },
    [
      'envFrom[0].configMap must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"',
      'envFrom[0].prefix must be letters, digits, "_", "-" and ".", not beginning with a digit, got "1"; write a name such as "LOG_LEVEL"',
    ],
    { envFrom: [{ configMap: 'a', prefix: 'A_' }] },
  ],
  [{ secretsFrom: [] }, ['secretsFrom is no prop of a BackendService; write "envFrom"'], { envFrom: [] }],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
