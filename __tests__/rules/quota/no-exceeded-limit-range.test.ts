import { BackendService } from '../../../lib/backend-service/backend-service';
import { noExceededLimitRange } from '../../../lib/rules/quota/no-exceeded-limit-range';
import { TenantNamespace } from '../../../lib/tenant/tenant';
import { deployment, object, optedOut } from '../../manifests';
import { rendered } from '../../rendered';
import { findings } from '../../rule-findings';

const range = (...limits: readonly object[]) => object('LimitRange', { spec: { limits } }, { name: 'limits' });
const container = (entry: object) => range({ type: 'Container', ...entry });
const resources = (requests: object, limits: object = {}) => deployment({ resources: { requests, limits } });
const place = '[Deployment shop/web] spec.template.spec';
const main = `${place}.containers["main"].resources`;

test.each([
  ['within the bounds', container({ min: { cpu: '1m' }, max: { cpu: '2' } }), resources({ cpu: '1' }, { cpu: '2' })],
  ['with the defaults that they get', container({ max: { cpu: '2' } }), deployment({})],
  ['with a limit of their own', container({ default: { cpu: '100m' } }), resources({ cpu: '500m' }, { cpu: '1' })],
  [
    'of another namespace',
    { ...container({ max: { cpu: '1' } }), metadata: { name: 'l', namespace: 'other' } },
    resources({ cpu: '5' }),
  ],
  ['where there is none', object('ResourceQuota'), resources({ cpu: '5' })],
  [
    'of other operators, whose pods may differ',
    container({ max: { cpu: '1' } }),
    { ...resources({ cpu: '5' }), apiVersion: 'argoproj.io/v1alpha1' },
  ],
])('accepts containers %s', (_, limits, workload) => {
  expect(findings(noExceededLimitRange, limits, workload)).toEqual([]);
});

test.each([
  [
    'a request above the default limit',
    container({ default: { cpu: '100m' } }),
    resources({ cpu: '500m' }),
    `${main}.requests["cpu"] must not be above the limit "100m" that LimitRange shop/limits gives the container, got "500m"; write a limit of "500m" or more, or request less`,
  ],
  [
    'a limit above the max',
    container({ max: { memory: '1Gi' } }),
    resources({}, { memory: '2Gi' }),
    `${main}.limits["memory"] must be "1Gi" or less, the max of LimitRange shop/limits, got "2Gi"; write "1Gi" or less`,
  ],
  [
    'a pod above the max of pods',
    range({ type: 'Pod', max: { memory: '1Gi' } }),
    resources({}, { memory: '2Gi' }),
    `${place} must have limits.memory of all containers of "1Gi" or less, the max of LimitRange shop/limits, got "2Gi"; write "1Gi" or less`,
  ],
])('refuses %s', (_, limits, workload, finding) => {
  expect(findings(noExceededLimitRange, limits, workload)).toEqual([`${finding} (no-exceeded-limit-range)`]);
});

test('refuses claims out of bounds, of objects, templates and volumes', () => {
  const claims = range({ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } });
  const spec = { resources: { requests: { storage: '2Gi' } } };
  const volumes = [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec } } }];
  const objects = [
    object('PersistentVolumeClaim', { spec }),
    object('StatefulSet', { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }] } }),
    deployment({}, { volumes }),
  ];
  const places = objects.map((each) =>
    findings(noExceededLimitRange, claims, each).map((text) => text.split(' must')[0]),
  );
  const storage = 'spec.resources.requests["storage"]';
  expect(places).toEqual([
    [`[PersistentVolumeClaim shop/web] ${storage}`],
    [`[StatefulSet shop/web] spec.volumeClaimTemplates[0].${storage}`],
    [`${place}.volumes["scratch"].ephemeral.volumeClaimTemplate.${storage}`],
  ]);
});

test('finds what the constructs render together: a request above the default limit of the namespace', () => {
  expect(() =>
    rendered((chart) => {
      new TenantNamespace(chart, 'tenant', { containerDefaults: { limits: { cpu: '100m' } } });
      const own = { requests: { cpu: '500m' }, limits: { cpu: false } } as const;
      new BackendService(chart, 'api', { image: 'api:1', port: 8080, resources: own });
    }),
  ).toThrow('must not be above the limit "100m" that LimitRange shop/shop gives the container');
});

test('lets an object through that says why', () => {
  const out = optedOut(resources({ cpu: '5' }), noExceededLimitRange);
  expect(findings(noExceededLimitRange, container({ max: { cpu: '1' } }), out)).toEqual([]);
});
