/** A release series of MongoDB, such as `8.0`. */
export type MongoSeries = `${number}.${number}`;

// The last minor series of every major one: 5.3, 6.3, 7.3, 8.3.
const lastMinor = 3;

// Up to 5.0, mongod starts on the data of one earlier series alone.
const beforeFive: Partial<Record<MongoSeries, MongoSeries>> = {
  '4.0': '3.6',
  '4.2': '4.0',
  '4.4': '4.2',
  '5.0': '4.4',
};

/** Finds the series of a version such as `8.0.30-noble`. `8`, `noble` and dates name none. */
export function findSeries(version: string | undefined): MongoSeries | undefined {
  const [, major, minor] = /^(\d{1,2})\.(\d+)/.exec(version ?? '') ?? [];
  return major === undefined ? undefined : `${Number(major)}.${Number(minor)}`;
}

/** Returns true if a series is later than another. */
export function isLater(one: MongoSeries, other: MongoSeries): boolean {
  const [[major, minor], [otherMajor, otherMinor]] = [numbers(one), numbers(other)];
  return major > otherMajor || (major === otherMajor && minor > otherMinor);
}

/**
 * Returns the values of featureCompatibilityVersion that mongod of a series starts on, the oldest first: the major series before it (`8.0` for
 * 8.2 and 9.0), the series right before it, and its own. MongoDB calls them last LTS, last continuous and latest
 * (https://github.com/mongodb/mongo/blob/master/src/mongo/db/repl/FCV_AND_FEATURE_FLAG_README.md).
 */
export function dataFormats(series: MongoSeries): MongoSeries[] {
  return [...new Set([majorBefore(series), seriesBefore(series), series])];
}

/** Returns the latest series before another that starts on an older data format: the one to run first if the other does not. */
export function seriesBetween(format: MongoSeries, series: MongoSeries): MongoSeries {
  const [early] = Object.entries(beforeFive).find(([, before]) => before === format) ?? [];
  const [major] = numbers(format);
  const minors = Array.from({ length: lastMinor }, (_, index): MongoSeries => `${major}.${index + 1}`);
  const starting = [...minors, `${major + 1}.0` as const].filter(
    (each) => isLater(series, each) && dataFormats(each).includes(format),
  );
  return findSeries(early) ?? starting.at(-1) ?? seriesBefore(series);
}

function majorBefore(series: MongoSeries): MongoSeries {
  const [major, minor] = numbers(series);
  return beforeFive[series] ?? `${minor > 0 ? major : major - 1}.0`;
}

function seriesBefore(series: MongoSeries): MongoSeries {
  const [major, minor] = numbers(series);
  return beforeFive[series] ?? (minor > 0 ? `${major}.${minor - 1}` : `${major - 1}.${lastMinor}`);
}

function numbers(series: MongoSeries): [major: number, minor: number] {
  const [major = 0, minor = 0] = series.split('.').map(Number);
  return [major, minor];
}
