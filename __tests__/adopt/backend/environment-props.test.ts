import { adoptedProps, deploymentText, objectText } from '../adopted';

const base = { replicas: undefined, networkPolicy: false };
const known = objectText('v1', 'Secret', 'all', { stringData: { a: 'x', b: 'y' } });
const field = { fieldRef: { fieldPath: 'metadata.name' } };
const optional = { secretKeyRef: { name: 'keys', key: 'token', optional: true } };

test.each([
  ['literals', [{ name: 'MODE', value: 'a' }, { name: 'EMPTY' }], { env: { MODE: 'a', EMPTY: '' } }],
  ['fields of the pod', [{ name: 'NAME', valueFrom: field }], { env: { NAME: field } }],
  [
    'keys of ConfigMaps',
    [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'a' } } }],
    { env: { A: { configMapKeyRef: { name: 'c', key: 'a' } } } },
  ],
  [
    'keys of Secrets',
    [{ name: 'A', valueFrom: { secretKeyRef: { name: 'keys', key: 'token' } } }],
    { secrets: { A: "= keys.key('token')" } },
  ],
  [
    'a key that may be missing',
    [{ name: 'A', valueFrom: optional }],
    { overrides: ofContainer({ env: [{ name: 'A', valueFrom: optional }] }) },
  ],
])('says %s', (_, env, props) => {
  expect(adoptedProps([deploymentText({ env })])).toEqual({ ...base, ...props });
});

test('says ConfigMaps and Secrets as a whole, unless the keys of one are not known', () => {
  const sources = [{ configMapRef: { name: 'c' } }, { prefix: 'P_', secretRef: { name: 'all' } }];
  expect(adoptedProps([deploymentText({ envFrom: sources }), known])).toEqual({
    ...base,
    envFrom: [{ configMap: 'c' }, { secret: '= all', prefix: 'P_' }],
  });
  expect(adoptedProps([deploymentText({ envFrom: sources })])).toEqual({
    ...base,
    overrides: ofContainer({ envFrom: sources }),
  });
});

function ofContainer(fields: object): object {
  return { deployment: { spec: { template: { spec: { containers: [{ name: 'web', ...fields }] } } } } };
}
