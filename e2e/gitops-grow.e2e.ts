import { join } from 'node:path';
import { temporaryDirectory, writeText } from '../__tests__/temporary-directory';
import { storyWithAddOns } from './add-ons';
import { builtPrograms, commandSource } from './bundled';
import { story } from './evidence';
import { FluxRepository, leaveFlux } from './flux';
import { get, kubectl, succeed, waitFor } from './kubectl';
import { removeNamespace } from './namespaces';

interface Pod {
  readonly metadata: { readonly uid: string };
  readonly status: { readonly containerStatuses?: readonly { readonly restartCount: number }[] };
}

const namespace = 'gitops-grow-e2e';
const { command } = builtPrograms({ command: commandSource });

const statefulSet = (size: string): string => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web, namespace: ${namespace} }
spec:
  replicas: 2
  podManagementPolicy: Parallel
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - { name: web, image: 'docker.io/library/busybox:1.36', command: [sleep, '86400'], volumeMounts: [{ name: data, mountPath: /data }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: xfs, resources: { requests: { storage: ${size} } } }
`;
const settings = (value: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: { name: beside, namespace: ${namespace} }
data: { value: '${value}' }
`;
const fluxObjects = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: grow-e2e, namespace: flux-system }
spec:
  interval: 10m
  ref: { branch: main }
  url: here
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: grow-e2e, namespace: flux-system }
spec: { interval: 10m, retryInterval: 15s, path: ./app, prune: true, wait: true, timeout: 2m, deletionPolicy: Orphan, sourceRef: { kind: GitRepository, name: grow-e2e } }
`;

storyWithAddOns(
  'volumes that grow below Flux',
  ['csi', 'git', 'flux'],
  () => {
    const step = story(namespace);
    const flux = new FluxRepository('grow', 'e2e');

    afterAll(() => removeNamespace(namespace), 200_000);
    afterAll(leaveFlux, 70_000);

    step('follows a StatefulSet', async () => {
      await flux.start();
      const namespaceFile = `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${namespace} }\n`;
      flux.write('app/namespace.yaml', namespaceFile);
      flux.write('app/beside.yaml', settings('1'));
      flux.write('app/web.yaml', statefulSet('320Mi'));
      const commit = await flux.push('Begin');
      await flux.follow(temporaryDirectory({ 'flux.yaml': fluxObjects }));
      await flux.applied(commit);
    });

    step('goes on with a commit that it refused once its volumes have grown, and no pod restarts', async () => {
      const before = await pods();
      flux.write('app/web.yaml', statefulSet('400Mi'));
      flux.write('app/beside.yaml', settings('2'));
      const commit = await flux.push('Grow');
      expect(await flux.refused(commit)).toContain('spec.volumeClaimTemplates');
      expect(await settingsValue()).toBe('1');
      await grow(join(flux.folder, 'app'));
      await flux.applied(commit);
      expect({ pods: await pods(), value: await settingsValue() }).toEqual({ pods: before, value: '2' });
      expect(await managers()).toEqual(['kustomize-controller Apply']);
    });

    step('refuses the old size after a growth that comes first, until its commit is there', async () => {
      const before = await pods();
      const folder = temporaryDirectory();
      writeText(join(folder, 'web.yaml'), statefulSet('440Mi'));
      await grow(folder);
      expect(await flux.refused(await flux.head())).toContain('spec.volumeClaimTemplates');
      flux.write('app/web.yaml', statefulSet('440Mi'));
      await flux.applied(await flux.push('Grow again'));
      expect(await pods()).toEqual(before);
    });

    step('creates a StatefulSet that is not there with the size of its commit, around the pods', async () => {
      const before = await pods();
      await kubectl(`-n ${namespace} delete statefulset web --cascade=orphan`);
      await flux.compared();
      await waitFor('the StatefulSet to have its pods', 60, async () => {
        const path = '-o jsonpath={.status.readyReplicas}';
        return (await kubectl(`-n ${namespace} get statefulset web --ignore-not-found ${path}`)) === '2' || undefined;
      });
      expect(await pods()).toEqual(before);
    });
  },
  2,
);

function grow(folder: string): Promise<string> {
  return succeed('node', [command, 'grow', folder, '--apply'], { seconds: 300 });
}

function settingsValue(): Promise<string> {
  return kubectl(`-n ${namespace} get configmap beside -o jsonpath={.data.value}`);
}

/** The uids of the pods, each with how often its container was restarted. */
async function pods(): Promise<readonly (readonly [string, number | undefined])[]> {
  const { items } = await get<{ items: readonly Pod[] }>(`-n ${namespace} pods -l app=web`);
  return items.map(({ metadata, status }) => [metadata.uid, status.containerStatuses?.[0]?.restartCount]);
}

/** The managers of the StatefulSet's fields, but for those of its status. */
async function managers(): Promise<string[]> {
  const { metadata } = await get<{
    metadata: { managedFields: { manager: string; operation: string; subresource?: string }[] };
  }>(`-n ${namespace} statefulset web --show-managed-fields`);
  const own = metadata.managedFields.filter(({ subresource }) => subresource === undefined);
  return own.map(({ manager, operation }) => `${manager} ${operation}`);
}
