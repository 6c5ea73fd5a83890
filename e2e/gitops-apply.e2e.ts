import { join } from 'node:path';
import { environments } from '../apps/environments';
import { withImages } from './environment';
import { story } from './evidence';
import { get, kubectl, run, waitFor } from './kubectl';
import { removeNamespace } from './namespaces';
import { longStory } from './tiers';

// What a GitOps agent does: apply, compare, apply again. Nothing here needs the pods to run, so no Secrets are made.
const ways = { 'server-side': ['--server-side'], 'client-side': [] } as const;

// The stories of development and of Flux apply the rest in CI.
describe('dist/production, applied server-side', () => {
  tell('dist/production', 'server-side');
});
for (const [directory, way] of [
  ['dist', 'server-side'],
  ['dist/staging', 'server-side'],
  ['dist/staging', 'client-side'],
  ['dist/production', 'client-side'],
] as const)
  longStory(
    `${directory}, applied ${way}`,
    () => {
      tell(directory, way);
    },
    2,
  );

function tell(directory: string, way: keyof typeof ways): void {
  const { namespace = '' } = environments.find((each) => join('dist', each.directory, '.') === directory) ?? {};
  const deployment = `-n ${namespace} deployment user-admin-backend`;
  const step = story(namespace);
  const folder = withImages(directory);

  afterAll(remove, 200_000);

  step('is accepted whole the first time, on a cluster without its namespace', async () => {
    await remove();
    const { code, stderr } = await apply(folder, way);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  step('leaves no difference', async () => {
    expect(await difference(folder, way)).toBe('');
  });

  if (directory === 'dist/production')
    step('leaves the number of pods to the autoscaler', async () => {
      await waitFor('the autoscaler to set its least number', 60, async () =>
        (await replicas()) === 3 ? true : undefined,
      );
      await kubectl(`-n ${namespace} scale deployment/user-admin-backend --replicas=5`);
      expect(await difference(folder, way)).toBe('');
      const { code } = await apply(folder, way);
      expect([code, await replicas()]).toEqual([0, 5]);
    });

  async function replicas(): Promise<number> {
    return (await get<{ spec: { replicas: number } }>(deployment)).spec.replicas;
  }

  async function remove(): Promise<void> {
    await removeNamespace(namespace);
  }
}

function apply(folder: string, way: keyof typeof ways) {
  return run('kubectl', ['apply', ...ways[way], '-f', folder]);
}

async function difference(folder: string, way: keyof typeof ways): Promise<string> {
  const { stdout, stderr } = await run('kubectl', ['diff', ...ways[way], '-f', folder]);
  return stdout + stderr;
}
