import { onCluster, preparedStory } from './cluster';
import { succeed } from './kubectl';
import { Tier } from './tiers';

const secondsOfImage = 300;

/** A long story with other releases of mongod than the cluster has. It makes their images, and removes them in the end. */
export function storyWithMongods(title: string, releases: readonly string[], tell: () => void, tier?: Tier): void {
  const preparationBy = (program: string) => ({
    start: async () => {
      for (const release of releases) await succeed(program, [release], { seconds: secondsOfImage });
    },
    end: async () => {
      for (const release of releases) await onCluster(`forget ${mongoImage(release)}`);
    },
    seconds: releases.length * secondsOfImage,
  });
  preparedStory(title, 'mongo-image', preparationBy, tell, tier);
}

/** The image of a release of mongod. */
export function mongoImage(release: string): string {
  return `docker.io/library/mongo:${release}`;
}
