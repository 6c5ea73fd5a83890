import { applying, describing, firstSentence, kubectlIn, reason, trouble } from '../../../lib/status/view/trouble';
import { object, view } from '../played-view';

test('neither a trouble nor a wait repeats a secret', () => {
  const text = 'DB_PASSWORD=hunter2hunter';
  expect(trouble('crash', text, { lines: [text] })).toEqual({
    cause: 'crash',
    text: 'DB_PASSWORD=(hidden)',
    lines: ['DB_PASSWORD=(hidden)'],
  });
  expect(reason(text)).toEqual({ text: 'DB_PASSWORD=(hidden)' });
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
