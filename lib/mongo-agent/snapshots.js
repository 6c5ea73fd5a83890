// @ts-check
'use strict';

const { readFileSync } = require('fs');
const { fullUri } = require('./dumps.js');
const { ask } = require('./kubernetes.js');
const { newestMember } = require('./newest-member.js');

/**
 * What the construct tells the Job.
 * @typedef {object} SnapshotSettings
 * @property {string} namespace
 * @property {string} set
 * @property {string} uri of the set, without credentials
 * @property {string} credentials the directory of the user's Secret
 * @property {Record<string, string>} labels of the snapshots
 * @property {string} selector the label, as `key=value`, by which this program knows its own
 * @property {string} [className] the VolumeSnapshotClass
 * @property {number} keep
 * @property {number} readySeconds how long a snapshot may take
 *
 * @typedef {{ ask: typeof ask, now(): Date, pause(seconds: number): Promise<void> }} Means
 * @typedef {{ metadata: { name: string, creationTimestamp: string }, status?: { readyToUse?: boolean, error?: { message?: string } } }} VolumeSnapshot
 */

const abandonedMilliseconds = 24 * 3600 * 1000;

/** @type {Means} */
const real = {
  ask,
  now: () => new Date(),
  pause: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
};

/**
 * Makes one snapshot of a member's volume, waits until it can be used, and removes its own beyond the wanted number. Nothing is removed
 * unless it can: after a run that fails, every good snapshot is still there.
 * @param {import('./connections.js').Mongo} Mongo mongosh's class
 * @param {SnapshotSettings} settings
 * @param {Means} [means]
 * @returns {Promise<{ snapshot: string, claim: string, removed: string[] }>}
 */
async function snapshot(Mongo, settings, means = real) {
  const { namespace, set, labels, className, selector } = settings;
  const snapshots = `/apis/snapshot.storage.k8s.io/v1/namespaces/${namespace}/volumesnapshots`;
  const claim = `data-${await newestMember(Mongo, fullUri(settings))}`;
  const name = `${set}-${means.now().toISOString().slice(0, 19).replaceAll(':', '-').toLowerCase()}z`;
  await means.ask('POST', snapshots, {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name, namespace, labels },
    spec: {
      ...(className === undefined ? {} : { volumeSnapshotClassName: className }),
      source: { persistentVolumeClaimName: claim },
    },
  });
  await untilReady(`${snapshots}/${name}`, settings, means);
  const { items } = await means.ask('GET', `${snapshots}?labelSelector=${encodeURIComponent(selector)}`);
  const removed = surplus(items, settings.keep, means.now());
  for (const old of removed) await means.ask('DELETE', `${snapshots}/${old}`);
  return { snapshot: name, claim, removed };
}

/**
 * Neither the API server's silence is the end, nor an error of the driver, which may try again.
 * @param {string} path
 * @param {SnapshotSettings} settings
 * @param {Means} means
 */
async function untilReady(path, { readySeconds }, means) {
  const end = means.now().getTime() + readySeconds * 1000;
  for (;;) {
    const [state, reason] = await readiness(path, means);
    if (state) return;
    if (means.now().getTime() >= end)
      throw new Error(`the snapshot ${path.split('/').at(-1)} is not ready to use after ${readySeconds} s: ${reason}`);
    await means.pause(2);
  }
}

/**
 * @param {string} path
 * @param {Means} means
 * @returns {Promise<[boolean, string]>} whether the snapshot can be used, and why not
 */
async function readiness(path, means) {
  try {
    /** @type {VolumeSnapshot} */
    const { status } = await means.ask('GET', path);
    return [status?.readyToUse === true, status?.error?.message ?? 'its driver says nothing'];
  } catch (error) {
    return [false, error instanceof Error ? error.message : String(error)];
  }
}

/**
 * The oldest beyond the wanted number, and those that became nothing within a day.
 * @param {readonly VolumeSnapshot[]} snapshots
 * @param {number} keep
 * @param {Date} now
 */
function surplus(snapshots, keep, now) {
  const names = (/** @type {readonly VolumeSnapshot[]} */ some) => some.map(({ metadata }) => metadata.name).sort();
  const ready = snapshots.filter(({ status }) => status?.readyToUse === true);
  const abandoned = snapshots.filter(
    ({ status, metadata }) =>
      status?.readyToUse !== true && now.getTime() - Date.parse(metadata.creationTimestamp) > abandonedMilliseconds,
  );
  return [...names(ready).slice(0, -keep), ...names(abandoned)];
}

/**
 * The program of the CronJob.
 * @param {import('./connections.js').Mongo} Mongo
 */
async function run(Mongo) {
  try {
    const made = await snapshot(Mongo, JSON.parse(readFileSync('/backup/snapshots.json', 'utf8')));
    process.stdout.write(`${JSON.stringify(made)}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

module.exports = { run, snapshot };
