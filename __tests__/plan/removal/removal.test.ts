import { removal } from '../../../lib/plan/removal/removal';
import { deployment, object } from '../../manifests';

test('deletes with a kubectl line', () => {
  expect(removal(object('Service'), [])).toEqual({ command: 'kubectl delete service web --namespace shop' });
});

test.each([
  [
    'an annotation keeps',
    object('Secret', {}, { annotations: { 'helm.sh/resource-policy': 'keep' } }),
    'helm.sh/resource-policy: keep tells Helm to keep it',
  ],
  ['others use', object('ConfigMap', {}, { name: 'settings' }), 'it is still in use'],
  [
    'Kubernetes deletes after a time',
    object('Job', { spec: { ttlSecondsAfterFinished: 3600 } }),
    'its ttlSecondsAfterFinished deletes it 3600 s after it has finished',
  ],
])('has no kubectl line for an object that %s', (_, leaving, reason) => {
  const user = deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] });
  expect(removal(leaving, [user])).toEqual({ reason });
});

test('has a kubectl line for a Job that stays when it has finished', () => {
  expect(removal(object('Job', { spec: {} }), [])).toHaveProperty('command');
});
