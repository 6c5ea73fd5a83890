import { differentPairs, equalPairs, Pair } from '../__tests__/plan/defaults/server-equal';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { effectsOf, plannedChanges } from '../lib/plan/plan';
import { kubectl, run } from './kubectl';
import { endNamespace, makeNamespace } from './namespaces';
import { longStory } from './tiers';

const namespace = 'user-admin-e2e-plan';

const metadata = { name: 'web', namespace };
const template = (image = 'docker.io/library/busybox:1.36') => ({
  metadata: { labels: { app: 'web', tier: 'a' } },
  spec: { containers: [{ name: 'web', image }] },
});
const deployment = (spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { replicas: 0, selector: { matchLabels: { app: 'web' } }, template: template(), ...spec },
});
const statefulSet = (spec: object = {}, size = '1Gi') => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata,
  spec: {
    replicas: 0,
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: template(),
    volumeClaimTemplates: [claim(size)],
    ...spec,
  },
});
function claim(storage: string, more: object = {}) {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, ...more };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec };
}
const service = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: { ports: [{ port: 80 }], selector: { app: 'web' }, ...spec },
});
const job = (image?: string, spec: object = {}) => {
  const pods = template(image);
  const pod = { ...pods, spec: { ...pods.spec, restartPolicy: 'Never' } };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { suspend: true, template: pod, ...spec } };
};
const indexed = (pods: number) => ({ completionMode: 'Indexed', completions: pods, parallelism: pods });
function onNodes(manifest: ReturnType<typeof job>): KubernetesManifest {
  const { template: pods, ...spec } = manifest.spec;
  const placed = { ...pods, spec: { ...pods.spec, nodeSelector: { 'example.com/none': 'none' } } };
  return { ...manifest, spec: { ...spec, template: placed } };
}
const limited = { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } };
const probed = (healthCheckNodePort: number) => ({
  type: 'LoadBalancer',
  loadBalancerClass: 'example.com/a',
  externalTrafficPolicy: 'Local',
  healthCheckNodePort,
});
const revision = (value: string) => ({
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  metadata,
  revision: 1,
  data: { value },
});
const plain = (kind: string, fields: object) => ({ apiVersion: 'v1', kind, metadata, ...fields });
const binding = (name: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata,
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
  subjects: [],
});
const load = { type: 'LoadBalancer', loadBalancerClass: 'example.com/a' };

longStory('What the API server makes of the changes of a plan', tell, 2);

function tell(): void {
  beforeAll(async () => {
    await makeNamespace(namespace);
  });

  afterAll(async () => {
    await endNamespace(namespace);
  });

  // The plan knows without a cluster what the API server refuses; here the API server is asked.
  test.each<[string, KubernetesManifest, KubernetesManifest]>([
    ['the selector of a Deployment', deployment(), deployment({ selector: { matchLabels: { tier: 'a' } } })],
    ['the template of a Deployment', deployment(), deployment({ template: template('docker.io/library/busybox:2') })],
    ['larger claims of a StatefulSet', statefulSet(), statefulSet({}, '2Gi')],
    ['claims of the same size, written otherwise', statefulSet(), statefulSet({}, '1024Mi')],
    ['the service name of a StatefulSet', statefulSet(), statefulSet({ serviceName: 'other' })],
    ['the pod management of a StatefulSet', statefulSet(), statefulSet({ podManagementPolicy: 'Parallel' })],
    ['how long the pods of a StatefulSet must be ready', statefulSet(), statefulSet({ minReadySeconds: 5 })],
    ['a smaller claim', claim('2Gi'), claim('1Gi')],
    ['a claim of another class', claim('1Gi', { storageClassName: 'a' }), claim('1Gi', { storageClassName: 'b' })],
    ['the access modes of a claim', claim('1Gi'), claim('1Gi', { accessModes: ['ReadWriteMany'] })],
    ['a Service that becomes headless', service({}), service({ clusterIP: 'None' })],
    ['a Service that becomes a load balancer', service({}), service(load)],
    ['the class of a load balancer', service(load), service({ ...load, loadBalancerClass: 'example.com/b' })],
    ['the selector of a Service', service({}), service({ selector: { tier: 'a' } })],
    [
      'the template of a Job',
      job(undefined, { suspend: false }),
      job('docker.io/library/busybox:2', { suspend: false }),
    ],
    ['how long a Job is kept', job(), job(undefined, { ttlSecondsAfterFinished: 60 })],
    ['the completions of a Job', job(), job(undefined, { completions: 3 })],
    ['more pods of an indexed Job', job(undefined, indexed(2)), job(undefined, indexed(3))],
    ['the image of a suspended Job', job(), job('docker.io/library/busybox:2')],
    ['the nodes of a suspended Job', job(), onNodes(job())],
    ['the limits of a claim', claim('1Gi'), claim('1Gi', { resources: limited })],
    ['the port of health checks', service(probed(31901)), service(probed(31902))],
    ['an address that is left to the cluster', service({ clusterIP: 'None' }), service({ clusterIP: '' })],
    ['the data of a revision', revision('1'), revision('2')],
    ['the type of a Secret', plain('Secret', { type: 'example.com/a' }), plain('Secret', { type: 'example.com/b' })],
    [
      'an immutable ConfigMap',
      plain('ConfigMap', { immutable: true, data: { a: '1' } }),
      plain('ConfigMap', { immutable: true, data: { a: '2' } }),
    ],
    ['a ConfigMap', plain('ConfigMap', { data: { a: '1' } }), plain('ConfigMap', { data: { a: '2' } })],
    ['the role of a binding', binding('a'), binding('b')],
  ])('the plan and the API server agree about %s', async (_, before, after) => {
    await apply(before, []);
    const refusal = await apply(after, ['--dry-run=server']);
    await kubectl(`delete ${before.kind} web -n ${namespace} --wait=true --timeout=30s`);
    const labels = plannedChanges([before], [after]).flatMap((change) => effectsOf(change).map(({ label }) => label));
    const isRefused = labels.some((label) => label.startsWith('cannot be applied'));
    expect({ labels, isRefused, refusal }).toMatchObject({
      isRefused: refusal !== '',
      refusal: isRefused
        ? (expect.stringMatching(/immutable|[Ff]orbidden|cannot change|may not change|not be/) as string)
        : '',
    });
  });

  // A default that is written out, and another form of a quantity: the stored object stays as it was exactly where the plan says so.
  describe('what the plan takes for equal', () => {
    const pairs = [...equalPairs, ...differentPairs].map(
      ([difference, ...manifests], index) =>
        [difference, ...manifests.map((each) => placed(each, index))] as unknown as Pair,
    );
    let stored: readonly (readonly string[])[] = [];

    beforeAll(async () => {
      const states = [];
      for (const side of [1, 2] as const) {
        await applyAll(pairs.map((pair) => pair[side]));
        states.push(await storedObjects(pairs.map((pair) => pair[side])));
      }
      stored = states;
    }, 120_000);

    test.each(pairs.map((pair, index) => [...pair, index] as const))('%s', (_, before, after, index) => {
      const isStoredAsBefore = stored[0]?.[index] === stored[1]?.[index];
      expect(plannedChanges([before], [after]).length === 0).toBe(isStoredAsBefore);
    });
  });
}

/** What the API server objects to, empty if nothing. */
async function apply(manifest: KubernetesManifest, options: readonly string[]): Promise<string> {
  const args = ['apply', ...options, '-f', '-'];
  const { code, stderr } = await run('kubectl', args, { input: JSON.stringify(manifest), seconds: 20 });
  if (code !== 0 && options.length === 0) throw new Error(stderr);
  return code === 0 ? '' : stderr;
}

/** An object under a name of its own in this run's namespace. */
function placed(manifest: KubernetesManifest, index: number): KubernetesManifest {
  return { ...manifest, metadata: { ...manifest.metadata, name: `web-${index}`, namespace } };
}

async function applyAll(manifests: readonly KubernetesManifest[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
  await kubectl('apply -f -', { input, seconds: 60 });
}

/** What the API server stores of objects, without their metadata and status. */
async function storedObjects(manifests: readonly KubernetesManifest[]): Promise<string[]> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
  const list = JSON.parse(await kubectl('get -f - -o json', { input })) as { items: Record<string, unknown>[] };
  return list.items.map((item) => JSON.stringify({ ...item, metadata: undefined, status: undefined }));
}
