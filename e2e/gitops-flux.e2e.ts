import { join } from 'node:path';
import { storyWithAddOns } from './add-ons';
import { startClient } from './client';
import { repository, withImages } from './environment';
import { story } from './evidence';
import { FluxRepository } from './flux';
import { get, kubectl, run, waitFor } from './kubectl';
import { askEveryPod, cleanUp, makeSecrets, masterKey, namespace, ready, uids } from './user-admin';

interface Plan {
  readonly environments: readonly {
    readonly changes: readonly {
      readonly kind: string;
      readonly name: string;
      readonly effects: readonly { readonly effect: string }[];
    }[];
  }[];
}

const path = 'dist/production';
const deployment = `-n ${namespace} deployment/user-admin-backend`;
const image = 'docker.io/demo/user-admin-backend';
const cluster = process.env['CLUSTER'] ?? '';

// Production, as this repository renders it, on the test cluster's git server. `plan` says of each commit beforehand what Flux then does.
storyWithAddOns('a repository that Flux follows', ['git', 'flux'], () => {
  const step = story(namespace);
  const flux = new FluxRepository('production');
  let good: string;

  afterAll(async () => {
    await kubectl('-n flux-system delete kustomization,gitrepository --all --timeout=60s');
    await cleanUp();
  }, 300_000);

  step(
    'makes an empty cluster the running application in one go',
    async () => {
      await startClient();
      await flux.start();
      const folder = withImages(path);
      flux.take(folder, path);
      // Two cores carry all nodes: with production's requests no pod more would fit.
      for (const file of ['70-statefulset-mongo.yaml', '75-deployment-user-admin-backend.yaml'])
        edit(file, (text) => text.replace(/(requests:\n +cpu: ).+/g, '$1100m'));
      flux.take(join(repository, 'gitops/flux/production'), 'gitops/flux/production');
      good = await flux.push('Render production');
      await makeSecrets(folder);
      await flux.follow('production');
      await flux.applied(good, 360);
      // `wait` of the Kustomization: it is ready only when the pods are.
      await ready(1);
      const answers = await askEveryPod(await masterKey());
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    },
    500,
  );

  step('rolls out a commit with another image', async () => {
    const built = ['image', `${image}:1.0.1`, 'docker.io/library/node:20-slim', join(repository, 'demo/backend')];
    await run(cluster, [...built, 'node', '/app/main.js']);
    const before = await uids('user-admin-backend');
    const database = await uids('mongo');
    edit('75-deployment-user-admin-backend.yaml', (text) => text.replaceAll(`${image}:1.0.0`, `${image}:1.0.1`));
    expect(await plan()).toEqual({ 'Deployment user-admin-backend': ['restarts-pods'] });
    good = await flux.push('Take another image');
    await flux.applied(good);
    const after = await uids('user-admin-backend');
    expect(after.filter((uid) => before.includes(uid))).toEqual([]);
    expect(await uids('mongo')).toEqual(database);
  });

  step('leaves the autoscaler its replicas, and the agent its replica set', async () => {
    await kubectl(`-n ${namespace} scale deployment/user-admin-backend --replicas=4`);
    const generation = await kubectl(`-n ${namespace} get statefulset mongo -o jsonpath={.metadata.generation}`);
    await flux.compared();
    // The autoscaler may take one away meanwhile; without it, Flux would own the number.
    expect(await fluxFields('deployment user-admin-backend')).not.toHaveProperty('f:replicas');
    expect(await kubectl(`-n ${namespace} get statefulset mongo -o jsonpath={.metadata.generation}`)).toBe(generation);
    expect((await uids('user-admin-backend')).length).toBeGreaterThanOrEqual(3);
  });

  step('takes back a change that was made by hand', async () => {
    await kubectl(`-n ${namespace} set env deployment/user-admin-backend NODE_ENV=development`);
    await kubectl(`-n ${namespace} delete poddisruptionbudget user-admin-backend`);
    await flux.compared();
    const environment = await kubectl(`get ${deployment} -o jsonpath={.spec.template.spec.containers[0].env}`);
    expect(environment).toContain('"value":"production"');
    await kubectl(`-n ${namespace} get poddisruptionbudget user-admin-backend`);
    await ready();
  });

  step('changes nothing while it is suspended, and catches up when it is resumed', async () => {
    await flux.suspend(true);
    edit('60-poddisruptionbudget-user-admin-backend.yaml', (text) =>
      text.replace('maxUnavailable: 1', 'maxUnavailable: 2'),
    );
    expect(await plan()).toEqual({ 'PodDisruptionBudget user-admin-backend': [] });
    good = await flux.push('Let two pods go at once');
    await flux.reconcile();
    const allowed = () => kubectl(`-n ${namespace} get pdb user-admin-backend -o jsonpath={.spec.maxUnavailable}`);
    expect(await allowed()).toBe('1');
    await flux.suspend(false);
    await flux.applied(good);
    expect(await allowed()).toBe('2');
  });

  step('reports a commit that the API server refuses, and changes nothing that runs', async () => {
    const running = [...(await uids('mongo')), ...(await uids('user-admin-backend'))];
    edit('70-statefulset-mongo.yaml', (text) => text.replace('storage: 50Gi', 'storage: 60Gi'));
    edit('75-deployment-user-admin-backend.yaml', (text) => text.replaceAll(`${image}:1.0.1`, `${image}:1.0.0`));
    expect(await plan()).toEqual({
      'StatefulSet mongo': ['replaces-volume-claim'],
      'Deployment user-admin-backend': ['restarts-pods'],
    });
    const message = await flux.refused(await flux.push('Give the volumes more room'));
    expect(message).toContain('StatefulSet/user-admin/mongo');
    expect(message).toContain('spec.volumeClaimTemplates');
    expect([...(await uids('mongo')), ...(await uids('user-admin-backend'))]).toEqual(running);
    await flux.git('revert --no-commit HEAD');
    good = await flux.push('Go back');
    await flux.applied(good);
  });

  step('reports a commit that is no YAML, and changes nothing that runs', async () => {
    flux.write(`${path}/90-broken.yaml`, 'kind: [\n');
    const message = await flux.refused(await flux.push('Break a file'));
    expect(message).toContain('90-broken.yaml');
    flux.remove(`${path}/90-broken.yaml`);
    good = await flux.push('Mend it');
    await flux.applied(good);
  });

  step('removes the objects that a commit removes, but never the namespace and the volume claims', async () => {
    const claims = await kubectl(`-n ${namespace} get persistentvolumeclaims -o name`);
    const removed = [
      '00-namespace-user-admin.yaml',
      '60-poddisruptionbudget-user-admin-backend.yaml',
      '70-statefulset-mongo.yaml',
    ];
    for (const file of removed) flux.remove(`${path}/${file}`);
    expect(await plan()).toMatchObject({
      'Namespace user-admin': ['deletes-data', 'still-in-use'],
      'StatefulSet mongo': ['deletes-data', 'stops-pods'],
    });
    good = await flux.push('Remove the database');
    await flux.applied(good);
    const { code } = await run('kubectl', ['-n', namespace, 'get', 'statefulset', 'mongo']);
    expect(code).toBe(1);
    expect(await kubectl(`get namespace ${namespace} -o jsonpath={.status.phase}`)).toBe('Active');
    expect(await kubectl(`-n ${namespace} get persistentvolumeclaims -o name`)).toBe(claims);
  });

  step(
    'has the data again when a commit brings the database back',
    async () => {
      await flux.git('revert --no-commit HEAD');
      good = await flux.push('Bring it back');
      await flux.applied(good, 360);
      const answers = await waitFor('every pod to have its database', 60, async () => {
        const all = await askEveryPod(await masterKey());
        return all.every(({ status }) => status === 200) ? all : undefined;
      });
      expect(answers.length).toBeGreaterThan(2);
    },
    450,
  );

  step('deletes nothing when the Kustomization is deleted', async () => {
    const running = [...(await uids('mongo')), ...(await uids('user-admin-backend'))];
    await kubectl('-n flux-system delete kustomization user-admin-production --timeout=60s');
    expect([...(await uids('mongo')), ...(await uids('user-admin-backend'))]).toEqual(running);
  });

  function edit(file: string, change: (text: string) => string): void {
    flux.edit(`${path}/${file}`, change);
  }

  /** The effects that `plan` names of what is not committed yet, by object. */
  async function plan(): Promise<Record<string, string[]>> {
    const program = ['--require', 'ts-node/register', join(repository, 'bin/cdk8s-backend.ts')];
    const folder = join(flux.folder, path);
    const { stdout, stderr } = await run('node', [...program, 'plan', folder, '--format', 'json'], { seconds: 60 });
    if (stdout === '') throw new Error(stderr);
    const [environment] = (JSON.parse(stdout) as Plan).environments;
    const changes = environment?.changes ?? [];
    return Object.fromEntries(
      changes.map(({ kind, name, effects }) => [`${kind} ${name}`, effects.map(({ effect }) => effect)]),
    );
  }
});

/** The fields of an object's spec that Flux applied, as the API server records them. */
async function fluxFields(object: string): Promise<object> {
  const { metadata } = await get<{
    metadata: { managedFields: { manager: string; fieldsV1: { 'f:spec'?: object } }[] };
  }>(`-n ${namespace} ${object} --show-managed-fields`);
  const own = metadata.managedFields.find(({ manager }) => manager === 'kustomize-controller');
  return own?.fieldsV1['f:spec'] ?? {};
}
