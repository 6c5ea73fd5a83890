import { desiredState } from '../../lib/prerequisites/desired-state';
import { object } from '../manifests';

const file = (text: string) => ({ data: { 'desired.json': text } });

test.each([
  ['a ConfigMap of the agents', object('ConfigMap', file('{"users":[]}')), { users: [] }],
  ['a ConfigMap whose file is no JSON', object('ConfigMap', file('{')), undefined],
  ['another ConfigMap', object('ConfigMap', { data: { 'app.json': '{}' } }), undefined],
  ['a Secret with such a key', object('Secret', file('{}')), undefined],
])('reads the desired state of %s', (_, manifest, state) => {
  expect(desiredState(manifest)).toEqual(state);
});
