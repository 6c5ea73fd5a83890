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
  ]);
});

test.each([
  [
    ingress(),
    [ingressClass('a', false)],
    [`ingress-class: has no ingressClassName, and the cluster has no default class ${next}`],
  ],
  [ingress(), [ingressClass('a', true)], ['note: has no address yet']],
  [ingress({ ingressClassName: 'a' }), [ingressClass('a', false)], ['note: has no address yet']],
  [ingress({}, { annotations: { 'kubernetes.io/ingress.class': 'gce' } }), [], ['note: has no address yet']],
  [ingress({}, {}, { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }), [], ['note: has the address 192.0.2.1']],
])('reads the class and the address', (object, objects, texts) => {
  expect(said(ingressReading(object, view({ objects })))).toEqual(texts);
});

test('says nothing of classes that may not be read', () => {
  expect(said(ingressReading(ingress(), view({ unread: new Set(['IngressClass ']) })))).toEqual([
    'note: has no address yet',
  ]);
});
