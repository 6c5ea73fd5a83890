import { nextText, objectLine, statusText, summaryText } from '../../../lib/status/output/status-text';
import { stateOf } from '../../../lib/status/view/object-state';
import { object } from '../played-view';

const config = stateOf(object('v1', 'ConfigMap', 'settings'), {});
const set = stateOf(object('apps/v1', 'StatefulSet', 'mongo'), {
  progress: { done: 2, of: 3, what: 'pods ready' },
  waits: [{ text: 'waits for a primary', pods: ['mongo-2'] }],
});
const web = stateOf(object('apps/v1', 'Deployment', 'web'), {
  progress: { done: 0, of: 1, what: 'pods ready' },
  troubles: [
    {
      cause: 'crash',
      text: 'container web: ended',
      pods: ['web-1'],
      lines: ['no host'],
      next: ['kubectl', 'logs', 'web-1'],
    },
  ],
});
const report = { context: 'kind-dev', source: 'dist', objects: [config, set, web] };

test('shows each object with its bar, why it is not ready, and the next command', () => {
  expect(statusText(report)).toBe(`context kind-dev, dist: 1 ready, 1 progressing, 1 broken
ready       ConfigMap shop/settings
progressing StatefulSet shop/mongo   [######----] 2 of 3 pods ready
              pod mongo-2: waits for a primary
broken      Deployment shop/web   [----------] 0 of 1 pods ready
              pod web-1, container web: ended
              | no host
              next: kubectl logs web-1
`);
});

test('a ready object needs no bar, and one of no pods is full', () => {
  const progress = { done: 0, of: 0, what: 'pods ready' };
  const none = object('apps/v1', 'Deployment', 'none');
  expect([stateOf(none, { progress }), stateOf(none, { progress, waits: [{ text: 'a' }] })].map(objectLine)).toEqual([
    'ready       Deployment shop/none   0 of 0 pods ready',
    'progressing Deployment shop/none   [##########] 0 of 0 pods ready',
  ]);
  expect(summaryText([])).toBe('no objects');
});

test('commands are for the context that was read, and for a shell', () => {
  const options = { ...report, kubectlOptions: ['--context', 'prod'] };
  const commands = [
    ['kubectl', 'get', 'a', '--output', 'jsonpath={.a[*]}'],
    ['npx', 'cdk8s-backend', 'secrets', 'dist'],
    ['docker', 'run', 'a'],
  ];
  expect(commands.map((words) => nextText(words, options))).toEqual([
    "kubectl --context prod get a --output 'jsonpath={.a[*]}'",
    'npx cdk8s-backend secrets dist --context prod',
    'docker run a',
  ]);
});
