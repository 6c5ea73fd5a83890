import { dirname, join } from 'node:path';
import { run } from './kubectl';
import { longStory, skipped } from './tiers';

const cluster = process.env['CLUSTER'];

/** A long story with other releases of mongod than the cluster has: their images are there while it is told, and are gone after it. */
export function storyWithMongods(title: string, releases: readonly string[], tell: () => void): void {
  if (cluster === undefined) {
    skipped('needs CLUSTER, which can make images')(title);
    return;
  }
  longStory(title, () => {
    beforeAll(async () => {
      for (const release of releases) await succeed(join(dirname(cluster), 'addons', 'mongo-image'), release);
    }, 200_000);
    tell();
    afterAll(async () => {
      for (const release of releases) await succeed(cluster, 'forget', mongoImage(release));
    }, 60_000);
  });
}

/** The image of a release of mongod. */
export function mongoImage(release: string): string {
  return `docker.io/library/mongo:${release}`;
}

async function succeed(program: string, ...args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await run(program, args, { seconds: 90 });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${code}\n${stdout}${stderr}`);
}
