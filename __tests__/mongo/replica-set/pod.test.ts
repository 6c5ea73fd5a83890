import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, rendered } from '../../rendered';

function mongo(props: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  return rendered((chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    new MongoStatefulSet(chart, 'mongo', { storage: { size: '20Gi' }, keyfile, ...props });
  });
}

test('gives the token to the agent alone', () => {
  const { containers } = (
    only(mongo(), 'StatefulSet') as unknown as {
      spec: { template: { spec: { containers: { name: string; volumeMounts: { name: string }[] }[] } } };
    }
  ).spec.template.spec;
  expect(
    containers.filter(({ volumeMounts }) => volumeMounts.some(({ name }) => name === 'token')).map(({ name }) => name),
  ).toEqual(['agent']);
});

test('asks for all the memory that it limits', () => {
  expect(only(mongo({ resources: { limits: { memory: '4Gi' } } }), 'StatefulSet')).toMatchObject({
    spec: {
      template: {
        spec: { containers: [{ resources: { requests: { memory: '4Gi' }, limits: { memory: '4Gi' } } }, {}] },
      },
    },
  });
});

test('mounts the key of the keyfile under one name, whatever the Secret calls it', () => {
  const manifests = rendered((chart) => {
    const keyfile = new SecretRef(chart, 'keys', { keys: ['mongo-key'] }).key('mongo-key');
    new MongoStatefulSet(chart, 'mongo', { storage: { size: '20Gi' }, keyfile });
  });
  expect(only(manifests, 'StatefulSet')).toMatchObject({
    spec: {
      template: {
        spec: {
          volumes: expect.arrayContaining([
            {
              name: 'keyfile',
              secret: { secretName: 'keys', defaultMode: 0o440, items: [{ key: 'mongo-key', path: 'keyfile' }] },
            },
          ]) as unknown,
        },
      },
    },
  });
});

test.each([
  [3600, 720],
  [61, 13],
])('gives mongod %d seconds to open its port', (startupSeconds, failureThreshold) => {
  expect(only(mongo({ startupSeconds }), 'StatefulSet')).toMatchObject({
    spec: { template: { spec: { containers: [{ startupProbe: { periodSeconds: 5, failureThreshold } }, {}] } } },
  });
});
