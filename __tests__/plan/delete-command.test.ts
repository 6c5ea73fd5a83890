import { deleteCommand } from '../../lib/plan/delete-command';
import { object } from '../manifests';

test.each([
  [object('Service'), 'kubectl delete service web --namespace shop'],
  [object('Deployment'), 'kubectl delete deployment.apps web --namespace shop'],
  [object('Namespace', {}, { name: 'shop', namespace: undefined }), 'kubectl delete namespace shop'],
  [
    object('ClusterRole', {}, { name: 'a b', namespace: undefined }),
    "kubectl delete clusterrole.rbac.authorization.k8s.io 'a b'",
  ],
])('removes $kind from the cluster', (manifest, command) => {
  expect(deleteCommand(manifest)).toBe(command);
});
