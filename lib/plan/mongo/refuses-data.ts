import { Effect } from '../diff/effect';
import { findMongod, formatOf, isLater, Release } from '../workloads/mongod-release';

/** A mongod that does not start on the data that is there: its series is not the one of the data format, nor the one after it. */
export const refusesData: Effect = {
  id: 'refuses-data',
  isDangerous: true,
  label: 'mongod refuses its data',
  *find({ before, after }, all) {
    const [old, other] = [findMongod(before), findMongod(after)];
    if (before === undefined || !old || !other) return;
    const reason = refusal(old.release, other.release, formatOf(before, all.before));
    if (reason !== undefined) yield { path: other.path, message: reason };
  },
};

/**
 * Returns the reason why a release does not start on the data of another: mongod starts on the data format of its series and of the one
 * before it. Where the format is not known, it is one of these two of the release that runs.
 */
export function refusal(from: Release, to: Release, format?: Release): string | undefined {
  const newest = format ?? from;
  const oldest = format ?? { ...from, series: `${from.major - 1}.0`, major: from.major - 1, minor: 0 };
  const next = `${newest.major + 1}.0`;
  if (to.major > newest.major + 1)
    return `mongod ${to.text} does not start on data of featureCompatibilityVersion ${newest.series}; first run ${next}, and raise it to "${next}"`;
  if (isLater(from, to) && isLater(oldest, to))
    return `mongod ${to.text} does not start on data of featureCompatibilityVersion ${oldest.series}; keep ${from.text}`;
  return undefined;
}
