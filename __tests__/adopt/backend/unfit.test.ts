import { isMongo, unfitness } from '../../../lib/adopt/backend/unfit';
import { deploymentText, objectsOf } from '../adopted';

const claim = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];

test.each([
  [{}, {}, {}, []],
  [{ image: 'redis:7.2' }, {}, {}, ['redis keeps data or state of its own']],
  [{ image: 'qdrant/qdrant:v1.15.1' }, {}, {}, ['qdrant/qdrant keeps data or state of its own']],
  [{ ports: [{ containerPort: 5432 }] }, {}, {}, ['it listens on 5432, the port of a database, a cache or a queue']],
  [{ image: 'docker.io/demo/web' }, {}, {}, ['its image "docker.io/demo/web" has no tag']],
  [{}, { initContainers: [{ image: 'demo/a' }] }, {}, ['its image "demo/a" has no tag']],
  [
    {},
    { initContainers: [{ image: 'redis:7.2', restartPolicy: 'Always' }] },
    {},
    ['redis keeps data or state of its own'],
  ],
  [{}, { hostNetwork: true }, {}, ['its pods have hostNetwork']],
  [{}, { volumes: [{ name: 'a', hostPath: { path: '/a' } }] }, {}, ['its pods have files of the node']],
  [{}, { volumes: claim }, {}, ['its files in a claim are of a user that it does not state']],
  [{}, { volumes: claim, securityContext: { runAsUser: 1000 } }, {}, []],
  [{}, {}, { paused: true }, ['it is paused']],
  [{}, {}, { selector: { matchExpressions: [] } }, ['its selector has matchExpressions']],
])('of %j, %j and %j the reasons are %j', (container, pod, spec, reasons) => {
  const [deployment] = objectsOf(deploymentText(container, pod, spec));
  expect(deployment === undefined ? [] : unfitness(deployment)).toEqual(reasons);
});

test('tells MongoDB by its image', () => {
  const images = ['docker.io/library/postgres:16.1', 'bitnami/mongodb:7.0', 'ghcr.io/demo/mongo-express:1.0'];
  expect(images.map(isMongo)).toEqual([false, true, false]);
});
