import { clusterPermissions } from '../../../lib/plan/permissions/cluster-permissions';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';

test.each<[KubernetesManifest, string[]]>([
  [
    object('Role', {
      rules: [{ apiGroups: ['', 'apps'], resources: ['pods'], verbs: ['get'], resourceNames: ['web'] }],
    }),
    ['it may get pods web', 'it may get apps pods web'],
  ],
  [object('ClusterRole', { rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] }), ['it may get /metrics']],
  [
    object('NetworkPolicy', {
      spec: { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }, { ports: [{ port: 53 }] }] },
    }),
    ['the pods may connect anywhere, port 53', 'the pods may connect to 10.0.0.0/8'],
  ],
  [object('ServiceAccount'), ['pods hold its token unless they refuse']],
  [object('ServiceAccount', { automountServiceAccountToken: false }), []],
  [object('ConfigMap'), []],
])('reads what %j allows', (manifest, expected) => {
  expect(clusterPermissions(manifest).map(({ message }) => message)).toEqual(expected);
});
