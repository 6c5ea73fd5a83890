import { ingressReading } from '../../../lib/status/objects/ingress';
import { brokenCluster, live, object, said, view } from '../played-view';

const ingressClass = (name: string, isDefault: boolean) =>
  object('networking.k8s.io/v1', 'IngressClass', name, {
    metadata: {
      namespace: undefined,
      annotations: { 'ingressclass.kubernetes.io/is-default-class': String(isDefault) },
    },
  });
const ingress = (spec: object = {}, metadata: object = {}, status: object = {}) =>
  object('networking.k8s.io/v1', 'Ingress', 'web', { spec, metadata, status });
const next = '> kubectl get ingressclasses';

test('an Ingress of the test cluster has a class that does not exist', () => {
  expect(said(ingressReading(live('Ingress', 'no-ingress-class'), brokenCluster))).toEqual([
    `ingress-class: its IngressClass absent does not exist ${next}`,
    'note: has no address yet',
  ]);
});

test.each([
  [
    ingress(),
    [ingressClass('a', false)],
    [
      `ingress-class: has no ingressClassName, and the cluster has no default class ${next}`,
      'note: has no address yet',
    ],
  ],
  [ingress(), [ingressClass('a', true)], ['note: has no address yet']],
  [ingress({ ingressClassName: 'a' }), [ingressClass('a', false)], ['note: has no address yet']],
  [ingress({}, { annotations: { 'kubernetes.io/ingress.class': 'gce' } }), [], ['note: has no address yet']],
  [ingress({}, {}, { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }), [], ['note: has the address 192.0.2.1']],
])('reads the class and the address', (object, objects, texts) => {
  expect(said(ingressReading(object, view({ objects })))).toEqual(texts);
});

const service = object('v1', 'Service', 'web', { spec: { ports: [{ name: 'http', port: 80 }] } });
const leadingTo = (...services: readonly object[]) =>
  ingress(
    { rules: [{ http: { paths: services.map((each) => ({ backend: { service: each } })) } }] },
    {},
    { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
  );

test.each([
  [leadingTo({ name: 'web', port: { name: 'http' } }, { name: 'web', port: { number: 80 } }), []],
  [
    leadingTo({ name: 'wep', port: { number: 80 } }),
    ['ingress-service: leads to Service wep, which does not exist > kubectl get services --namespace shop'],
  ],
  [
    leadingTo({ name: 'web', port: { name: 'https' } }),
    [
      'ingress-service: leads to port https of Service web, which has no such port > kubectl describe service web --namespace shop',
    ],
  ],
  [
    leadingTo({ name: 'web', port: { number: 8080 } }),
    [
      'ingress-service: leads to port 8080 of Service web, which has no such port > kubectl describe service web --namespace shop',
    ],
  ],
])('reads the Services that it leads to', (object, texts) => {
  expect(said(ingressReading(object, view({ objects: [service] })))).toEqual([
    ...texts,
    'note: has the address 192.0.2.1',
  ]);
  expect(said(ingressReading(object, view({ unread: new Set(['Service shop']) })))).toEqual([
    'note: has the address 192.0.2.1',
  ]);
});

test('reads the Certificates that cert-manager makes for it', () => {
  const certificate = (name: string, uid: string, status: string) =>
    object('cert-manager.io/v1', 'Certificate', name, {
      metadata: { ownerReferences: [{ kind: 'Ingress', name: 'web', uid }] },
      status: { conditions: [{ type: 'Ready', status, message: 'Issuer acme not found' }] },
    });
  const objects = [certificate('a', 'u1', 'False'), certificate('b', 'u1', 'True'), certificate('c', 'u2', 'False')];
  const web = { ...leadingTo(), metadata: { name: 'web', namespace: 'shop', uid: 'u1' } };
  expect(said(ingressReading(web, view({ objects })))).toEqual([
    'condition: its Certificate a is not Ready, Issuer acme not found > kubectl get certificaterequests --namespace shop',
    'note: has the address 192.0.2.1',
  ]);
});

test('says nothing of classes that may not be read', () => {
  expect(said(ingressReading(ingress(), view({ unread: new Set(['IngressClass ']) })))).toEqual([
    'note: has no address yet',
  ]);
});
