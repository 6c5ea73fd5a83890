import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './kubectl';
import { longStory, skipped } from './tiers';

const cluster = process.env['CLUSTER'] ?? '';
const maker = join(dirname(cluster), 'addons', 'mongo-image');
const secondsOfImage = 300;

/** A long story with other releases of mongod than the cluster has. It makes their images, and removes them in the end. */
export function storyWithMongods(title: string, releases: readonly string[], tell: () => void): void {
  if (cluster === '' || !existsSync(maker)) {
    skipped('needs CLUSTER, with addons/mongo-image beside it, which makes images')(title);
    return;
  }
  const milliseconds = releases.length * secondsOfImage * 1000;
  longStory(title, () => {
    beforeAll(async () => {
      for (const release of releases) await succeed(maker, release);
    }, milliseconds);
    tell();
    afterAll(async () => {
      for (const release of releases) await succeed(cluster, 'forget', mongoImage(release));
    }, milliseconds);
  });
}

/** The image of a release of mongod. */
export function mongoImage(release: string): string {
  return `docker.io/library/mongo:${release}`;
}

async function succeed(program: string, ...args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await run(program, args, { seconds: secondsOfImage });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${code}\n${stdout}${stderr}`);
}
