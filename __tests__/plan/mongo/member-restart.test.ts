import { memberRestart } from '../../../lib/plan/mongo/member-restart';
import { deployment, object } from '../../manifests';

const set = (container: object, replicas?: number) =>
  object('StatefulSet', { spec: { replicas, template: { spec: { containers: [container] } } } });

const election =
  'the members restart one after the other: an election, about a second without writes, per member at most';
const outage = 'the only member restarts: no reads and no writes until it is back';

test.each([
  ['a set', set({ name: 'mongod', image: 'example.com/own/database:8' }, 3), election],
  ['a set of another chart', set({ name: 'db', image: 'docker.io/library/mongo:8.0.30' }, 3), election],
  [
    'a set by digest',
    set({ name: 'db', image: `percona/percona-server-mongodb@sha256:${'a'.repeat(64)}` }, 2),
    election,
  ],
  ['a single member', set({ name: 'mongodb', image: 'bitnami/mongodb:8.0' }, 1), outage],
  ['a single member by default', set({ name: 'db', image: 'mongo' }), outage],
  ['another database', set({ name: 'db', image: 'postgres:17' }, 3), undefined],
  ['the exporter of a database', set({ name: 'exporter', image: 'percona/mongodb_exporter:0.47' }, 3), undefined],
  ['a Deployment', deployment({ image: 'mongo:8' }), undefined],
])('knows what the restart of %s does', (_, manifest, text) => {
  expect(memberRestart(manifest)).toBe(text);
});
