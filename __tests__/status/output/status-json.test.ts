import { statusJson } from '../../../lib/status/output/status-json';
import { stateOf } from '../../../lib/status/view/object-state';
import { object } from '../played-view';

test('writes each object with its state, how far it is, and the reasons', () => {
  const next = ['kubectl', 'logs', 'web-1'];
  const state = stateOf(object('apps/v1', 'Deployment', 'web'), {
    progress: { done: 0, of: 1, what: 'pods ready' },
    troubles: [{ cause: 'crash', text: 'ended', pods: ['web-1'], lines: ['no host'], next }],
    notes: [{ text: 'a note' }],
  });
  expect(JSON.parse(statusJson({ context: 'kind-dev', source: 'dist', objects: [state] }))).toEqual({
    context: 'kind-dev',
    source: 'dist',
    objects: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
        state: 'broken',
        progress: { done: 0, of: 1, what: 'pods ready' },
        reasons: [
          { cause: 'crash', text: 'ended', pods: ['web-1'], lines: ['no host'], next: 'kubectl logs web-1' },
          { text: 'a note' },
        ],
      },
    ],
  });
});
