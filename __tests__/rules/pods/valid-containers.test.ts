import { validContainers } from '../../../lib/rules/pods/valid-containers';
import { deployment, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const resources = (requests: object, limits: object = {}) => ({ resources: { requests, limits } });

test('accepts containers that fit together', () => {
  const container = {
    ...resources({ cpu: '.1', memory: '1Gi' }, { cpu: '1', 'example.com/gpu': '1' }),
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
  expect(findings(validContainers, deployment(container, { volumes: [{ name: 'tmp' }] }))).toEqual([]);
});

test('finds the volumes of a StatefulSet among its claims', () => {
  const set = deployment({ volumeMounts: [{ name: 'data', mountPath: '/data' }] });
  const spec = { ...(set['spec'] as object), volumeClaimTemplates: [{ metadata: { name: 'data' } }] };
  expect(findings(validContainers, { ...set, kind: 'StatefulSet', spec })).toEqual([]);
});

test.each<[Record<string, unknown>, string]>([
  [
    { name: 'Main' },
    'spec.template.spec.containers["Main"].name must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Main"; write "main"',
  ],
  [
    resources({ cpu: '2' }, { cpu: '1' }),
    'spec.template.spec.containers["main"].resources.requests["cpu"] must not be above the limit "1", got "2"; raise the limit or lower the request',
  ],
  [
    resources({ memory: '512m' }),
    'spec.template.spec.containers["main"].resources.requests["memory"] must be a quantity of bytes, got "512m", which is thousandths of a byte; write "512Mi"',
  ],
  [
    resources({}, { cpu: 'x' }),
    'spec.template.spec.containers["main"].resources.limits["cpu"] must be a positive quantity of CPU cores, got "x"; write "500m" or "2"',
  ],
  [
    { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
    'spec.template.spec.containers["main"].volumeMounts["data"].name must be a volume of the pod, got "data"; add the volume',
  ],
])('refuses %p', (container, problem) => {
  expect(findings(validContainers, deployment(container))).toEqual([
    `[Deployment shop/web] ${problem} (valid-containers)`,
  ]);
});

test('refuses two containers of one name, and two mounts of one path', () => {
  const mount = { name: 'tmp', mountPath: '/tmp' };
  const pod = { volumes: [{ name: 'tmp' }], initContainers: [{ name: 'main' }] };
  expect(findings(validContainers, deployment({ volumeMounts: [mount, mount] }, pod))).toEqual([
    '[Deployment shop/web] spec.template.spec.containers["main"].name must be unique in the list, got "main" twice; write another (valid-containers)',
    '[Deployment shop/web] spec.template.spec.containers["main"].volumeMounts["tmp"].mountPath must be unique, got "/tmp" twice; write another (valid-containers)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validContainers, optedOut(deployment({ name: 'Main' }), validContainers))).toEqual([]);
});
