import { Problem } from '../../findings/problem';
import { imageVersion } from '../../kubernetes/image';
import { shown } from '../../findings/findings';

/** A release series of MongoDB, such as `8.0`. */
export type MongoSeries = `${number}.${number}`;

/** What is wrong with a featureCompatibilityVersion: it must be a series, and none newer than the image's, where its tag says it. */
export function compatibilityProblem(version: unknown, image: string): Problem | undefined {
  if (typeof version !== 'string' || !/^\d+\.\d+$/.test(version))
    return { code: 'invalid-value', want: 'must be a release series', got: shown(version), write: 'write "8.0"' };
  const [series] = /^\d+\.\d+/.exec(imageVersion(image) ?? '') ?? [];
  if (series === undefined || Number(version) <= Number(series)) return undefined;
  return {
    code: 'invalid-value',
    want: `must not be newer than the image's series ${series}`,
    got: shown(version),
    write: `write ${shown(series)}`,
  };
}

/**
 * What is wrong with the series of mongod's image, where its tag says it. Images before 5.0 have no mongosh, which the agent runs by, and
 * servers before 5.0 know no `secondaryDelaySecs`.
 */
export function oldSeriesProblem(image: string): Problem | undefined {
  const [, major] = /^(\d+)\./.exec(imageVersion(image) ?? '') ?? [];
  return Number(major) < 5
    ? {
        code: 'invalid-value',
        want: 'is of a series that the agent does not run with',
        got: shown(image),
        write: 'write one of 5.0 or later, such as "mongo:8.0.30"',
      }
    : undefined;
}

/** What is wrong with the tag of mongod's image: `8`, `8.0` and `8.0-noble` move to other releases under a running set. */
export function movingTagProblem(image: string): Problem | undefined {
  const moves = !image.includes('@') && /^\d+(\.\d+)?(-.*)?$/.test(imageVersion(image) ?? '');
  return moves
    ? {
        code: 'invalid-value',
        want: 'has a tag that moves to other releases',
        got: shown(image),
        write: 'write a patch release such as "mongo:8.0.30"',
      }
    : undefined;
}
