import { applying, describing, firstSentence, kubectlIn, reason, trouble } from '../../../lib/status/view/trouble';
import { object, view } from '../played-view';

test('neither the lines of a log nor the message of a program keep a secret, and our own words are kept', () => {
  const text = 'cannot pull web:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c';
  expect(trouble('crash', text, { lines: ['DB_PASSWORD=hunter2hunter'] })).toEqual({
    cause: 'crash',
    text,
    lines: ['DB_PASSWORD=(hidden)'],
  });
  expect(reason(text, { pods: ['a'] })).toEqual({ text, pods: ['a'] });
  expect(firstSentence('DB_PASSWORD=hunter2hunter')).toBe('DB_PASSWORD=(hidden)');
});

test('writes commands', () => {
  const web = object('apps/v1', 'Deployment', 'web');
  expect(
    [kubectlIn(undefined, 'get', 'nodes'), describing(web), applying(view())].map((words) => words.join(' ')),
  ).toEqual([
    'kubectl get nodes',
    'kubectl describe deployment.apps web --namespace shop',
    'kubectl apply --filename dist',
  ]);
});

test.each([
  ['One. Two', 'One'],
  ['One.', 'One'],
  ['one\nat two', 'one'],
  ['10.1.2.3 refused', '10.1.2.3 refused'],
])('takes of %j the first sentence', (message, sentence) => {
  expect(firstSentence(message)).toBe(sentence);
});
