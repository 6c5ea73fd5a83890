import { liveNamespace } from '../../../lib/commands/adopt/live-namespace';
import { standInPrograms } from '../../stand-in-programs';

const context = { name: 'kind', server: 'https://127.0.0.1:6443' };
const object = (kind: string, name: string, metadata: object = {}, fields: object = {}): object => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'shop', ...metadata },
  ...fields,
});

/** A cluster with these objects in each namespace, which allows the first requests alone. */
function cluster(items: readonly object[], secrets = ''): void {
  standInPrograms({
    kubectl: `
if (args[0] === 'api-resources') print('configmaps\\nevents\\npods\\nsecrets\\nreplicasets.apps\\ndeployments.apps\\n');
else if (args[1] === 'secrets') print(${JSON.stringify(secrets)});
else if (args[1] !== 'configmaps,deployments.apps') fail('unexpected ' + args[1]);
else print(${JSON.stringify(JSON.stringify({ kind: 'List', items }))});`,
  });
}

test('reads what was applied to a namespace, and the keys alone of its Secrets', async () => {
  const claims = { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] } };
  cluster(
    [
      object('ConfigMap', 'settings'),
      object('ConfigMap', 'kube-root-ca.crt'),
      object('ServiceAccount', 'default'),
      object('Job', 'nightly-1', { ownerReferences: [{ kind: 'CronJob', name: 'nightly' }] }),
      object('StatefulSet', 'db', {}, { apiVersion: 'apps/v1', ...claims }),
      object('PersistentVolumeClaim', 'data-db-0'),
      object('PersistentVolumeClaim', 'data-db'),
    ],
    'keys Opaque a b\nrelease helm.sh/release.v1 release\n',
  );
  const objects = await liveNamespace(context, 'shop');
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ConfigMap settings',
    'StatefulSet db',
    'PersistentVolumeClaim data-db',
    'Secret keys',
  ]);
  expect(objects.at(-1)).toEqual({ ...object('Secret', 'keys'), type: 'Opaque', data: { a: '', b: '' } });
});

test('an empty namespace and a cluster that does not answer are findings', async () => {
  cluster([]);
  await expect(liveNamespace(context, 'shop')).rejects.toThrow(
    '[namespace shop] holds no objects that were applied; see kubectl get all, or choose another cluster with --context',
  );
  standInPrograms({ kubectl: "fail('Error: no cluster\\n');" });
  await expect(liveNamespace(context, 'shop')).rejects.toThrow(
    '[kubectl] cannot read the namespace, Error: no cluster; see whether the cluster is up',
  );
});
