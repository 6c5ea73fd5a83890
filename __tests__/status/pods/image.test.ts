import { containersOf } from '../../../lib/status/pods/containers';
import { imageTrouble } from '../../../lib/status/pods/image';
import { object, said, view, warning } from '../played-view';

const image = 'registry.example.com/shop/web:1';
const pod = (pullSecrets: readonly string[] = []) =>
  object('v1', 'Pod', 'web-1', {
    spec: { containers: [{ name: 'web', image }], imagePullSecrets: pullSecrets.map((name) => ({ name })) },
    status: {
      containerStatuses: [{ name: 'web', state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off' } } }],
    },
  });

const place = 'image: pod web-1, container web: cannot pull registry.example.com/shop/web:1 from registry.example.com,';
const describing = 'kubectl describe pod web-1 --namespace shop';

test.each([
  [
    'pull access denied, repository does not exist or may require authorization',
    'the registry refuses it without a login',
    'npx cdk8s-backend secrets dist',
  ],
  [
    'unexpected status from HEAD request: 401 Unauthorized',
    'the registry refuses it without a login',
    'npx cdk8s-backend secrets dist',
  ],
  ['dial tcp: lookup registry.example.com: no such host', 'no answer from the registry', describing],
  [
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "the nodes do not trust the registry's certificate",
    describing,
  ],
  [
    'toomanyrequests: You have reached your pull rate limit',
    'the registry limits how often images are pulled',
    'npx cdk8s-backend secrets dist',
  ],
  [
    'no match for platform in manifest: not found',
    "the image is not for the node's architecture",
    `docker manifest inspect ${image}`,
  ],
  ['manifest unknown', 'the registry has no such image or tag', `docker manifest inspect ${image}`],
  ['something else. And more', 'something else', describing],
])('says what the answer %j of a registry means', (answer, text, next) => {
  const message = `Failed to pull image "${image}": ${answer}`;
  const [container] = containersOf(pod());
  const warnings = [warning(pod(), 'Failed', message, { fieldPath: 'spec.containers{web}' })];
  const found = container && imageTrouble(container, view({ warnings }));
  const shown = text === 'something else' ? `Failed to pull image "${image}": something else` : text;
  expect(said({ troubles: found && [found] })).toEqual([`${place} ${shown}; the pod has no pull secret > ${next}`]);
});

test('names the pull secrets of the pod', () => {
  const [container] = containersOf(pod(['one', 'two']));
  expect(container && imageTrouble(container, view())?.text).toMatch(/; the pull secret is one, two$/);
});

test('says nothing of a container that has its image', () => {
  const status = { containerStatuses: [{ name: 'web', state: { waiting: { reason: 'ContainerCreating' } } }] };
  const [container] = containersOf({ ...pod(), status });
  expect(container && imageTrouble(container, view())).toBeUndefined();
});
