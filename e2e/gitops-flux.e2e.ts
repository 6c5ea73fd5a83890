import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { production } from '../apps/environments';
import { storyWithAddOns } from './add-ons';
import { startClient } from './client';
import { onCluster } from './cluster';
import { repository, withImages } from './environment';
import { story } from './evidence';
import { FluxRepository, leaveFlux } from './flux';
import { tellMigrations } from './flux-migrations';
import { get, kubectl, waitFor } from './kubectl';
import { effectsByObject, PlannedCommits } from './planned-commits';
import { inLongRuns, longStory } from './tiers';
import { makeSecrets, userAdminIn } from './user-admin';

const { namespace } = production;
const { askEveryPod, cleanUp, issueCertificate, letIn, masterKey, pods, ready, uids } = userAdminIn(namespace);
const path = 'dist/production';
const image = 'docker.io/demo/user-admin-backend';
const otherImage = `${image}:1.0.1`;

storyWithAddOns('a repository that Flux follows', ['git', 'flux'], () => {
  // The add-ons bring the definitions of all. Argo CD's programs are not here to do anything with its objects.
  test('is accepted in Argo CD’s objects by the API server', async () => {
    const folder = join(repository, 'gitops/argocd');
    const objects = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const input = objects.join('---\n').replaceAll('namespace: argocd', 'namespace: flux-system');
    const lines = (await kubectl('apply --dry-run=server --validate=strict -f -', { input })).trim().split('\n');
    expect(lines.filter((line) => line.endsWith(' created (server dry run)'))).toHaveLength(objects.length);
  });

  describe('with the files of production, but for its images, requests and certificate', tellProduction);
  longStory('with a service that gets migrations', tellMigrations, 2);
});

function tellProduction(): void {
  const step = story(namespace, 600);
  const longStep = inLongRuns(step);
  const flux = new FluxRepository('user-admin', 'production');
  const commits = new PlannedCommits(flux, path, namespace);
  let hasOtherImage = false;

  afterAll(leaveFlux, 70_000);
  afterAll(cleanUp, 300_000);
  afterAll(async () => {
    if (hasOtherImage) await onCluster(`forget ${otherImage}`);
  });

  step(
    'makes a cluster that has only the Secrets the running application in one commit, in which nothing restarts',
    async () => {
      const folder = withImages(path);
      await Promise.all([startClient(), flux.start(), makeSecrets(folder)]);
      await issueCertificate();
      flux.take(folder, path);
      // Flux would wait until cert-manager has issued it.
      flux.remove(`${path}/90-certificate-mongo.yaml`);
      // Two cores carry all nodes: with production's requests no pod more would fit.
      for (const file of ['70-statefulset-mongo.yaml', '75-deployment-user-admin-backend.yaml'])
        edit(file, (text) => text.replace(/(requests:\n +cpu: ).+/g, '$1100m'));
      await flux.follow(join(repository, 'gitops/flux/production'));
      await commits.apply('Render production', 360);
      await ready();
      await everyPodAnswers();
      const [database, backend] = await Promise.all([pods('mongo'), pods('user-admin-backend')]);
      // The backend waits for its database, which takes longer to start, and does not end meanwhile.
      expect([...database, ...backend].map(restartsOf).filter((count) => count > 0)).toEqual([]);
    },
    700,
  );

  longStep('rolls out a commit with another image', async () => {
    const program = [join(repository, 'demo/backend'), 'node', '/app/main.js'];
    await onCluster(`image ${otherImage} docker.io/library/node:20-slim`, ...program);
    hasOtherImage = true;
    edit('75-deployment-user-admin-backend.yaml', (text) => text.replaceAll(`${image}:1.0.0`, otherImage));
    expect(await commits.apply('Take another image')).toEqual({ 'Deployment user-admin-backend': ['restarts-pods'] });
  });

  step('takes back what was changed by hand, but not the number of the autoscaler', async () => {
    const before = await commits.picture();
    const generation = await kubectl(`-n ${namespace} get statefulset mongo -o jsonpath={.metadata.generation}`);
    await kubectl(`-n ${namespace} scale deployment/user-admin-backend --replicas=4`);
    await kubectl(`-n ${namespace} label service user-admin-backend app.kubernetes.io/part-of=other --overwrite`);
    await kubectl(
      `-n ${namespace} patch service user-admin-backend -p {"spec":{"ports":[{"port":80,"targetPort":9}]}}`,
    );
    await kubectl(`-n ${namespace} delete poddisruptionbudget user-admin-backend`);
    await flux.compared();
    const changes = before.changesUntil(await commits.picture());
    expect(changes['PodDisruptionBudget user-admin-backend']).toBe('changed');
    // The autoscaler may have taken away another pod than the fourth.
    expect(Object.keys(changes).filter((name) => name !== 'Deployment user-admin-backend')).toHaveLength(1);
    expect((await uids('user-admin-backend')).length).toBeGreaterThanOrEqual(3);
    const fields = await fluxFields('deployment user-admin-backend');
    expect(fields).toHaveProperty('f:template');
    // With it, Flux would own the number.
    expect(fields).not.toHaveProperty('f:replicas');
    expect(await kubectl(`-n ${namespace} get statefulset mongo -o jsonpath={.metadata.generation}`)).toBe(generation);
  });

  longStep('changes nothing while it is suspended, and catches up when it is resumed', async () => {
    await flux.suspend(true);
    edit('60-poddisruptionbudget-user-admin-backend.yaml', (text) =>
      text.replace('maxUnavailable: 1', 'maxUnavailable: 2'),
    );
    const before = await commits.picture();
    const fetched = await flux.fetched();
    const resumed = async (): Promise<void> => {
      await waitFor('Flux to fetch the commit', 120, async () =>
        (await flux.fetched()) === fetched ? undefined : true,
      );
      // A Kustomization that is not suspended begins at once.
      await new Promise((resolve) => setTimeout(resolve, 5000));
      expect(before.changesUntil(await commits.picture())).toEqual({});
      await flux.suspend(false);
    };
    const [effects] = await Promise.all([commits.apply('Let two pods go at once'), resumed()]);
    expect(effects).toEqual({ 'PodDisruptionBudget user-admin-backend': [] });
  });

  longStep('changes metadata, settings and access without a restart', async () => {
    edit('50-service-user-admin-backend.yaml', (text) => text.replace('labels:', 'labels:\n    tier: front'));
    edit('40-networkpolicy-mongo.yaml', (text) => text.replace('labels:', 'labels:\n    tier: data'));
    edit('75-deployment-user-admin-backend.yaml', (text) => text.replace('labels:', 'labels:\n    tier: front'));
    expect(await commits.apply('Name the tiers')).toEqual({
      'NetworkPolicy mongo': [],
      'Service user-admin-backend': [],
      'Deployment user-admin-backend': [],
    });
  });

  step('reports a commit that the API server refuses, and changes nothing that runs', async () => {
    edit('70-statefulset-mongo.yaml', (text) => text.replace('storage: 50Gi', 'storage: 60Gi'));
    edit('75-deployment-user-admin-backend.yaml', (text) => text.replace('name: NODE_ENV', 'name: NODE_ENVIRONMENT'));
    expect(effectsByObject((await commits.plan()).changes)).toEqual({
      'StatefulSet mongo': ['replaces-volume-claim'],
      'Deployment user-admin-backend': ['restarts-pods'],
    });
    const message = await commits.expectRefusal('Give the volumes more room');
    expect(message).toContain(`StatefulSet/${namespace}/mongo`);
    expect(message).toContain('spec.volumeClaimTemplates');
    await flux.git('revert --no-commit HEAD');
    expect(await commits.apply('Go back')).toEqual({});
  });

  longStep('reports a commit that is no YAML, and changes nothing that runs', async () => {
    flux.write(`${path}/90-broken.yaml`, 'kind: [\n');
    expect(await commits.plan()).toMatchObject({
      code: 3,
      changes: [],
      stderr: expect.stringContaining('90-broken') as string,
    });
    expect(await commits.expectRefusal('Break a file')).toContain('90-broken.yaml');
    flux.remove(`${path}/90-broken.yaml`);
    expect(await commits.apply('Mend it')).toEqual({});
  });

  step('removes the objects that a commit removes, but never the namespace and the volume claims', async () => {
    const claims = await kubectl(`-n ${namespace} get persistentvolumeclaims -o name`);
    const removed = [
      `00-namespace-${namespace}.yaml`,
      '60-poddisruptionbudget-user-admin-backend.yaml',
      '70-statefulset-mongo.yaml',
    ];
    for (const file of removed) flux.remove(`${path}/${file}`);
    expect(await commits.apply('Remove the database')).toEqual({
      [`Namespace ${namespace}`]: [],
      'PodDisruptionBudget user-admin-backend': [],
      'StatefulSet mongo': ['deletes-data', 'stops-pods'],
    });
    expect(await kubectl(`get namespace ${namespace} -o jsonpath={.status.phase}`)).toBe('Active');
    expect(await kubectl(`-n ${namespace} get persistentvolumeclaims -o name`)).toBe(claims);
  });

  longStep('has the data again when a commit brings the database back', async () => {
    await flux.git('revert --no-commit HEAD');
    await commits.apply('Bring it back', 360);
    await everyPodAnswers();
  });

  step('deletes nothing when the Kustomization is deleted', async () => {
    const before = await commits.picture();
    await kubectl('-n flux-system delete kustomization user-admin-production --timeout=60s');
    expect(before.changesUntil(await commits.picture())).toEqual({});
  });

  function edit(file: string, change: (text: string) => string): void {
    flux.edit(`${path}/${file}`, change);
  }
}

/** Waits until each of the backend's pods, of which there are three or more, has its database. */
async function everyPodAnswers(): Promise<void> {
  await letIn();
  await waitFor('every pod to have its database', 60, async () => {
    const answers = await askEveryPod(await masterKey());
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
    expect(answers.length).toBeGreaterThanOrEqual(3);
    return true;
  });
}

/** The fields of an object's spec that Flux applied, as the API server records them. */
async function fluxFields(object: string): Promise<object> {
  const { metadata } = await get<{
    metadata: { managedFields: { manager: string; fieldsV1: { 'f:spec'?: object } }[] };
  }>(`-n ${namespace} ${object} --show-managed-fields`);
  const own = metadata.managedFields.find(({ manager }) => manager === 'kustomize-controller');
  return own?.fieldsV1['f:spec'] ?? {};
}

type Pod = Awaited<ReturnType<typeof pods>>[number];

function restartsOf({ status }: Pod): number {
  return status.containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
}
