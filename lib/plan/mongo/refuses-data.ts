import { dataFormats, isLater, MongoSeries, seriesBetween } from '../../mongo/mongod/release-series';
import { Effect } from '../diff/effect';
import { findMongod, formatOf, Release } from './mongod-release';

/** A mongod that does not start on the data that is there. */
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
 * Returns the reason why a release does not start on the data of the one before. If the data format is not known, or the one before does not
 * start on it either, it is any that the one before starts on.
 */
export function refusal(from: Release, to: Release, format?: MongoSeries): string | undefined {
  const all = dataFormats(from.series);
  const possible = format !== undefined && all.includes(format) ? [format] : all;
  const upwards = isLater(to.series, from.series);
  const refused = upwards ? possible.at(-1) : possible[0];
  if (refused === undefined || possible.some((each) => dataFormats(to.series).includes(each))) return undefined;
  const message = `mongod ${to.text} does not start on data of featureCompatibilityVersion ${refused}`;
  if (!upwards) return `${message}; keep ${from.text}`;
  const first = seriesBetween(refused, to.series);
  return `${message}; first run ${first}, and raise it to "${first}"`;
}
