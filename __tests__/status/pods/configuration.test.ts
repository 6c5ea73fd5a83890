import { configurationTrouble, volumeTroubles } from '../../../lib/status/pods/configuration';
import { containersOf } from '../../../lib/status/pods/containers';
import { live, object, said, view, warning } from '../played-view';

const waiting = (reason: string, message = '') =>
  object('v1', 'Pod', 'web-1', {
    spec: {
      containers: [{ name: 'web', image: 'web:1' }],
      volumes: [{ name: 'files', secret: { secretName: 'tls' } }],
    },
    status: { containerStatuses: [{ name: 'web', state: { waiting: { reason, message } } }] },
  });

const trouble = (message: string, parts: Parameters<typeof view>[0] = {}) => {
  const [container] = containersOf(waiting('CreateContainerConfigError', message));
  const found = container && configurationTrouble(container, view(parts));
  return said({ troubles: found && [found] });
};

test('a Secret that an operator creates is looked for there', () => {
  const wanted = [object('external-secrets.io/v1', 'ExternalSecret', 'database', { spec: { target: { name: 'db' } } })];
  expect(trouble('secret "db" not found', { wanted })).toEqual([
    'configuration: pod web-1, container web: the Secret db does not exist > kubectl describe externalsecret.external-secrets.io database --namespace shop',
  ]);
});

test('a ConfigMap of the folder is applied', () => {
  const wanted = [object('v1', 'ConfigMap', 'settings')];
  expect(trouble('configmap "settings" not found', { wanted })).toEqual([
    'configuration: pod web-1, container web: the ConfigMap settings does not exist > kubectl apply --filename dist',
  ]);
});

test('another message is repeated', () => {
  expect(trouble('cannot do that. Because')).toEqual([
    'configuration: pod web-1, container web: cannot do that > kubectl describe pod web-1 --namespace shop',
  ]);
});

const message = 'MountVolume.SetUp failed for volume "files" : ';
test.each([
  ['secret "tls" not found', 'volume files: the Secret tls does not exist > npx cdk8s-backend secrets dist'],
  [
    'references non-existent secret key: tls.key',
    'volume files: the Secret tls has no key tls.key > npx cdk8s-backend secrets dist',
  ],
  [
    'references non-existent config key: a',
    'volume files: the ConfigMap tls has no key a > kubectl get configmap tls --output yaml --namespace shop',
  ],
  [
    'mount failed: exit status 32',
    'volume files: cannot be mounted, mount failed: exit status 32 > kubectl describe pod web-1 --namespace shop',
  ],
])('says why a volume is not mounted: %s', (why, text) => {
  const pod = waiting('ContainerCreating');
  const warnings = [warning(pod, 'FailedMount', `${message}${why}`)];
  expect(said({ troubles: volumeTroubles(pod, view({ warnings })) })).toEqual([`volume: pod web-1: ${text}`]);
});

test.each([waiting('CrashLoopBackOff'), live('Pod', 'init-fails')])(
  'a failed mount of long ago is no trouble of a pod of which a container has started',
  (pod) => {
    expect(volumeTroubles(pod, view({ warnings: [warning(pod, 'FailedMount', `${message}no`)] }))).toEqual([]);
  },
);
