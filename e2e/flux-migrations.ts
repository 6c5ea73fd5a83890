import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { BackendServiceProps, synthesize, TenantNamespace } from '../lib';
import { repository } from './environment';
import { story } from './evidence';
import { backend, podsOf } from './fixtures/backends';
import { FluxRepository, leaveFlux } from './flux';
import { get, kubectl, waitFor } from './kubectl';
import { removeNamespace } from './namespaces';
import { PlannedCommits } from './planned-commits';

interface Job {
  readonly metadata: { readonly name: string };
  readonly status: { readonly completionTime?: string };
}

const namespace = 'gitops-migrations';
const gitOpsGuide = readFileSync(join(repository, 'docs/gitops.md'), 'utf8');
// Long enough for pods that do not wait to be there before its end.
const migration = { command: ['node', '-e', 'setTimeout(() => {}, 3000)'] } as const;
const sealedSecret = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' };
const failing = { command: ['node', '-e', 'process.exit(1)'], backoffLimit: 0 } as const;

/** Tells the story of a service that gets migrations, in a repository that Flux follows. */
export function tellMigrations(): void {
  const step = story(namespace, 600);
  const flux = new FluxRepository('shop', 'production');
  const commits = new PlannedCommits(flux, 'dist', namespace);
  const prerequisites = 'shop-production-prerequisites';
  const objects = join(flux.folder, 'gitops/flux/production');

  afterAll(leaveFlux, 70_000);
  afterAll(() => removeNamespace(namespace), 150_000);

  step('runs the migration before the first pods', async () => {
    await flux.start();
    render({ migration, env: { RELEASE: '1' } });
    await flux.follow(objects);
    const effects = await commits.apply('Begin');
    const [job] = await jobs();
    expect(effects[`Job ${job?.metadata.name ?? ''}`]).toEqual(['runs-job']);
    await expectStartedAfter(job);
  });

  step('holds the pods of a commit whose migration fails', async () => {
    render({ migration: failing, env: { RELEASE: '2' } });
    const message = await commits.expectRefusal('Fail', prerequisites, /^(?!Deployment)/);
    expect(message).toContain(`Job/${namespace}/${(await jobs()).at(-1)?.metadata.name ?? ''}`);
  });

  step('lets another commit mend it', async () => {
    render({ migration, env: { RELEASE: '2' } });
    expect(await commits.apply('Mend it')).toMatchObject({ 'Deployment api': ['restarts-pods'] });
    await expectStartedAfter((await jobs()).at(-1));
  });

  step('runs no migration again for another variable', async () => {
    render({ migration, env: { RELEASE: '3' } });
    const changed = Object.keys(await commits.apply('Change a variable'));
    expect(changed.sort()).toEqual(['ConfigMap api-migration', 'Deployment api']);
  });

  step('needs no second Kustomization once the last migration has gone', async () => {
    const env = { RELEASE: '3' };
    render({ env });
    await flux.follow(objects);
    const [command = ''] = /kubectl -n flux-system delete kustomization \S+(?=`)/.exec(gitOpsGuide) ?? [];
    await kubectl(
      `${command.replace(/^kubectl /, '').replace('user-admin-production-prerequisites', prerequisites)} --timeout=60s`,
    );
    const changes = (await commits.plan()).changes.map(({ action, kind }) => `${kind} ${action}`);
    expect(changes.sort()).toEqual(['ConfigMap removed', 'Deployment changed', 'Job removed', 'NetworkPolicy removed']);
    await commits.apply('Remove the migration');
  });

  step('waits with the objects for a migration for the commit that has one, and keeps the pods', async () => {
    const before = await commits.picture();
    render({ migration, env: { RELEASE: '4' } });
    await flux.follow(objects);
    const message = await flux.refused(await flux.head(), prerequisites);
    const [reported = 'not in the guide'] = /Flux reports `(.*?)`/.exec(gitOpsGuide)?.slice(1) ?? [];
    expect(message).toContain(reported);
    expect(before.changesUntil(await commits.picture())).toEqual({});
    expect(await commits.apply('Add a migration')).toMatchObject({ 'Deployment api': ['restarts-pods'] });
    await expectStartedAfter((await jobs()).at(-1));
  });

  step('waits until a SealedSecret is unsealed, and reports one that cannot be', async () => {
    render({ migration, env: { RELEASE: '4' } }, (chart) => {
      const spec = { encryptedData: { key: 'AgBy' }, template: { metadata: { name: 'sealed', namespace } } };
      new ApiObject(chart, 'sealed', { ...sealedSecret, metadata: { name: 'sealed' }, spec });
    });
    await flux.follow(objects);
    const commit = await flux.push('Seal a Secret');
    await flux.reconcile();
    await unseal('False');
    expect(await flux.refused(commit, prerequisites)).toContain(`SealedSecret/${namespace}/sealed`);
    await unseal('True');
    await flux.applied(commit);
  });

  step('adds, changes and removes routes and monitors without a restart', async () => {
    const routed = (host: string): Partial<BackendServiceProps> => ({
      env: { RELEASE: '4' },
      migration,
      httpRoute: { hosts: [host], gateway: { name: 'public' } },
      ingress: { host, className: 'traefik', tls: 'load balancer' },
      metrics: { labels: { release: 'prometheus' }, alerts: true },
    });
    for (const [message, props] of [
      ['Open it to the world', routed('api.example.com')],
      ['Take another name', routed('shop.example.com')],
      ['Close it', { env: { RELEASE: '4' }, migration }],
    ] as const) {
      render(props);
      expect(Object.keys(await commits.apply(message))).toEqual(
        expect.arrayContaining(['HTTPRoute api', 'Ingress api']),
      );
    }
  });

  function render(props: Partial<BackendServiceProps>, more?: (chart: Chart) => void): void {
    const { exitCode, stderr } = synthesize({
      environments: [
        {
          name: 'production',
          directory: '',
          build: (app) => {
            const chart = new Chart(app, 'shop', { namespace });
            new TenantNamespace(chart, 'tenant');
            more?.(chart);
            backend(chart, 'api', { preStopSleepSeconds: 1, shutdownSeconds: 1, minReadySeconds: 0, ...props });
          },
        },
      ],
      argv: [],
      env: { CDK8S_OUTDIR: join(flux.folder, 'dist') },
      gitops: { repository: 'https://git.example.com/platform/shop.git', flux: {} },
    });
    if (exitCode !== 0) throw new Error(stderr);
  }
}

/** Writes what the controller of SealedSecrets would, which is not there, once Flux has applied the object. */
async function unseal(status: string): Promise<void> {
  const patch = JSON.stringify({ status: { conditions: [{ type: 'Synced', status }] } });
  await waitFor('Flux to apply the SealedSecret', 30, () =>
    kubectl(`-n ${namespace} patch sealedsecret sealed --subresource=status --type=merge -p ${patch}`),
  );
}

/** The Jobs in the order of their creation. */
async function jobs(): Promise<Job[]> {
  return (await get<{ items: Job[] }>(`-n ${namespace} jobs --sort-by=.metadata.creationTimestamp`)).items;
}

/** Fails if a pod of the service was created before a Job was complete. */
async function expectStartedAfter(job: Job | undefined): Promise<void> {
  const end = job?.status.completionTime ?? 'never';
  const created = (await podsOf(namespace, 'api')).map(({ metadata }) => metadata.creationTimestamp);
  expect({ end, created: created.filter((time) => time >= end) }).toEqual({ end, created });
}
