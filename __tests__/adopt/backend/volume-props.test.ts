import { adoptedProps, deploymentText, objectText } from '../adopted';

const secret = objectText('v1', 'Secret', 'tls', { stringData: { key: 'x' } });

test.each([
  ['scratch space', { emptyDir: {} }, { emptyDir: '1Gi' }],
  ['scratch space of a size', { emptyDir: { sizeLimit: '64Mi' } }, { emptyDir: '64Mi' }],
  ['a ConfigMap', { configMap: { name: 'settings' } }, { configMap: 'settings' }],
  ['a Secret', { secret: { secretName: 'tls' } }, { secret: '= tls' }],
])('says %s', (_, source, mount) => {
  const volumeMounts = [{ name: 'one', mountPath: '/srv/one' }];
  expect(adoptedProps([deploymentText({ volumeMounts }, { volumes: [{ name: 'one', ...source }] }), secret])).toEqual({
    mounts: { '/srv/one': mount },
    networkPolicy: false,
  });
});

test('says scratch space in memory with the memory of the container, which it cannot exceed', () => {
  const volumeMounts = [{ name: 'tmp', mountPath: '/tmp' }];
  const resources = { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '256Mi' } };
  const volumes = [{ name: 'tmp', emptyDir: { medium: 'Memory' } }];
  expect(adoptedProps([deploymentText({ volumeMounts, resources }, { volumes })])).toEqual({
    mounts: { '/tmp': { emptyDir: '256Mi', inMemory: true } },
    networkPolicy: false,
  });
});

test('says scratch space with the limit of storage of the container, which it cannot exceed', () => {
  const volumeMounts = [{ name: 'data', mountPath: '/data' }];
  const resources = {
    requests: { cpu: '100m', memory: '256Mi' },
    limits: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '512Mi' },
  };
  const volumes = [{ name: 'data', emptyDir: {} }];
  expect(adoptedProps([deploymentText({ volumeMounts, resources }, { volumes })])).toEqual({
    resources: { requests: { 'ephemeral-storage': '512Mi' }, limits: { 'ephemeral-storage': '512Mi' } },
    mounts: { '/data': { emptyDir: '512Mi' } },
    networkPolicy: false,
  });
});

test('keeps by overrides a volume that no prop says', () => {
  const volumeMounts = [{ name: 'one', mountPath: '/etc/app/app.conf', subPath: 'app.conf' }];
  const volumes = [{ name: 'one', configMap: { name: 'settings' } }];
  expect(adoptedProps([deploymentText({ volumeMounts }, { volumes })])).toEqual({
    networkPolicy: false,
    overrides: {
      deployment: { spec: { template: { spec: { containers: [{ name: 'web', volumeMounts }], volumes } } } },
    },
  });
});

test('keeps by overrides a volume in the directory of another one that is read-only', () => {
  const inner = { name: 'inner', mountPath: '/srv/app/inner' };
  const volumeMounts = [{ name: 'outer', mountPath: '/srv/app' }, inner];
  const volumes = ['outer', 'inner'].map((name) => ({ name, configMap: { name } }));
  expect(adoptedProps([deploymentText({ volumeMounts }, { volumes })])).toEqual({
    mounts: { '/srv/app': { configMap: 'outer' } },
    networkPolicy: false,
    overrides: {
      deployment: {
        spec: {
          template: { spec: { containers: [{ name: 'web', volumeMounts: [inner] }], volumes: [volumes[1]] } },
        },
      },
    },
  });
});
