import { Problem, quoted } from '../../findings/problem';
import { imageProblem, imageVersion } from '../../kubernetes/image';
import { custom, string } from '../../props/scalar';
import { dataFormats, findSeries, isLater, MongoSeries, seriesBetween } from './release-series';

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
  const own = findSeries(imageVersion(image));
  if (own === undefined || dataFormats(own).includes(version)) return undefined;
  if (isLater(version, own)) {
    const want = `must not be newer than the image's series ${own}`;
    return { code: 'conflict', want, got: quoted(version), write: `write ${quoted(own)}` };
  }
  const first = seriesBetween(version, own);
  const want = `must be one that mongod ${own} starts on, ${dataFormats(own).join(' or ')}`;
  const write = `first run an image of ${first}, and raise it to ${quoted(first)}`;
  return { code: 'conflict', want, got: quoted(version), write };
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
