import { Effect } from '../diff/effect';
import { findMongod, formatOf, isLater, Release } from '../workloads/mongod-release';
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
  if (isLater(to, from))
    return `${change}; it does not start on data older than featureCompatibilityVersion ${from.series}, and ${from.text} can come back until that is raised`;
  if (isLater(from, to))
    return `${change}; it does not start if featureCompatibilityVersion was raised to ${from.series}`;
  return `${change}, of the same series; the data format stays`;
}
