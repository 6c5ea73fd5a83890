import { dataFormats, isLater } from '../../mongo/mongod/release-series';
import { Effect } from '../diff/effect';
import { findMongod, formatOf, Release } from './mongod-release';
import { refusal } from './refuses-data';

/** The members of a MongoDB set run another release. */
export const changesMongod: Effect = {
  id: 'changes-mongod',
  isDangerous: false,
  label: 'changes mongod',
  *find({ before, after }, all) {
    const [old, other] = [findMongod(before), findMongod(after)];
    if (before === undefined || !old || !other || old.release.text === other.release.text) return;
    const [from, to, format] = [old.release, other.release, formatOf(before, all.before)];
    if (refusal(from, to, format) === undefined) yield { path: other.path, message: consequence(from, to) };
  },
};

function consequence(from: Release, to: Release): string {
  const change = `one member after the other runs ${to.text} instead of ${from.text}`;
  if (to.series === from.series) return `${change}, of the same series; the data format stays`;
  const formats = dataFormats(to.series).filter((format) => dataFormats(from.series).includes(format));
  const start = `${change}; it starts only if featureCompatibilityVersion is ${formats.join(' or ')}`;
  return isLater(to.series, from.series)
    ? `${start}, and ${from.text} can come back until that is raised to ${to.series}`
    : start;
}
