import { Problem, quoted } from '../../findings/problem';
import { imageProblem, imageVersion } from '../../kubernetes/image';
import { custom, string } from '../../props/scalar';

/** A release series of MongoDB, such as `8.0`. */
export type MongoSeries = `${number}.${number}`;

/** The schema of a release series. */
export const series = custom<MongoSeries>('a release series', (value) => {
  if (typeof value === 'string' && /^\d+\.\d+$/.test(value)) return undefined;
  return { code: 'invalid-format', want: 'must be a release series', got: quoted(value), write: 'write "8.0"' };
});

/** The schema of mongod's image. */
export const mongodImage = string({
  check: (image) => imageProblem(image) ?? movingTagProblem(image) ?? oldSeriesProblem(image),
  example: '"docker.io/library/mongo:8.0.30"',
  default: 'docker.io/library/mongo:8.0.30',
});

/** Returns the problem of a featureCompatibilityVersion that mongod of the series in the image's tag does not start on. */
export function compatibilityProblem(version: MongoSeries, image: string): Problem | undefined {
  const [own] = /^\d+\.\d+/.exec(imageVersion(image) ?? '') ?? [];
  if (own === undefined) return undefined;
  if (Number(version) > Number(own)) {
    const want = `must not be newer than the image's series ${own}`;
    return { code: 'conflict', want, got: quoted(version), write: `write ${quoted(own)}` };
  }
  const [major = 0, ownMajor = 0] = [version, own].map((each) => Number.parseInt(each));
  if (ownMajor - major < 2) return undefined;
  const next = `${major + 1}.0`;
  const want = `must not be older than the series before the image's, ${ownMajor - 1}.0`;
  return {
    code: 'conflict',
    want,
    got: quoted(version),
    write: `first run an image of ${next}, and raise it to ${quoted(next)}`,
  };
}

// The tags `8`, `8.0` and `8.0-noble` move to other releases under a set that runs.
function movingTagProblem(image: string): Problem | undefined {
  if (image.includes('@') || !/^\d+(\.\d+)?(-.*)?$/.test(imageVersion(image) ?? '')) return undefined;
  const want = 'has a tag that moves to other releases';
  return { code: 'invalid-value', want, got: quoted(image), write: 'write a patch release such as "mongo:8.0.30"' };
}

// Images before 5.0 have no mongosh, which runs the agent, and servers before 5.0 do not know `secondaryDelaySecs`.
function oldSeriesProblem(image: string): Problem | undefined {
  const [, major] = /^(\d+)\./.exec(imageVersion(image) ?? '') ?? [];
  if (major === undefined || Number(major) >= 5) return undefined;
  const want = 'is of a series that the agent does not run with';
  const write = 'write one of 5.0 or later, such as "mongo:8.0.30"';
  return { code: 'unsupported', want, got: quoted(image), write };
}
