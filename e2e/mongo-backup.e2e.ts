import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { story } from './evidence';
import { get, kubectl, run, waitFor } from './kubectl';
import { DumpedSet } from './mongo-dumps';
import { newPassword } from './mongo-set';
import { inLongRuns } from './tiers';

interface VolumeSnapshot {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly source: { readonly persistentVolumeClaimName: string } };
}

const dumped = new DumpedSet('mongo-backup', () => ({ size: '1Gi' }));
const { set } = dumped;
const step = story(dumped.namespace);
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const definition = 'volumesnapshots.snapshot.storage.k8s.io';
const wrong = newPassword();
let madeDefinition = false;
let dump = '';
let contents: unknown;

afterAll(async () => {
  await set.delete();
  if (madeDefinition) await kubectl(`delete customresourcedefinition ${definition} --ignore-not-found`);
}, 300_000);

step('T10 a user logs in whose password is every printable character', async () => {
  await set.makeSecrets();
  await set.writeSecret('mongo-dumper', { username: 'dumper', password: printable });
  await set.writeSecret('mongo-wrong', { username: 'dumper', password: wrong });
  await dumped.apply();
  await waitFor('a ready member', 120, () => set.settledReplicas());
  await dumped.fill();
  contents = await dumped.contents();
});

step('T10 that user dumps the set', async () => {
  await dumped.start('mongo-backup', 'dump-1');
  const { succeeded, log } = await dumped.end('dump-1');
  dump = /"dump":"([^"]+)"/.exec(log)?.[1] ?? log;
  expect([succeeded, dump]).toEqual([true, expect.stringMatching(/^mongo-\d{4}-.*Z\.archive\.gz$/)]);
});

inLongRuns(step)('T16 a dump that fails says so, and leaves the good dumps', async () => {
  const unknown = 'mongo-2026-01-01T00-00-00Z.archive.gz';
  await dumped.start('mongo-backup', 'dump-2', (template) => template.replace('"mongo-dumper"', '"mongo-wrong"'));
  const restore = await dumped.apply({ dump: unknown });
  const { succeeded, log } = await dumped.end('dump-2');
  expect([succeeded, log]).toEqual([false, expect.stringContaining('no dump was made, and none removed')]);
  expect(log).not.toContain(wrong);
  expect(await dumped.end(restore)).toEqual({
    succeeded: false,
    log: `there is no dump ${unknown} of mongo; there are: ${dump}\n`,
  });
});

inLongRuns(step)('T16 refuses to restore over data, and into another set than the one that was named', async () => {
  expect(await dumped.end(await dumped.apply({ restoreId: 2 }))).toMatchObject({
    succeeded: false,
    log: 'the set mongo holds data (shop); write replaceData: true to replace it\n',
  });
  expect(await dumped.end(await dumped.apply({ restoreId: 3, targetSet: 'staging' }))).toMatchObject({
    succeeded: false,
    log: 'the dump is to go into the set staging, but this is mongo\n',
  });
});

inLongRuns(step)('makes a snapshot of the volume, waits for its driver, and keeps as many as are wanted', async () => {
  if ((await run('kubectl', ['get', 'customresourcedefinition', definition])).code !== 0) {
    madeDefinition = true;
    const input = readFileSync(join(__dirname, 'fixtures', 'volume-snapshots.json'), 'utf8');
    await kubectl('apply -f -', { input });
    await kubectl(`wait --for=condition=Established customresourcedefinition/${definition} --timeout=30s`);
  }
  const old = { name: 'mongo-2026-01-01t00-00-00z', namespace: dumped.namespace, labels: { app: 'mongo-snapshots' } };
  const source = { persistentVolumeClaimName: 'data-mongo-0' };
  const snapshot = {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: old,
    spec: { source },
  };
  await kubectl('apply -f -', { input: JSON.stringify(snapshot) });
  await makeReady(old.name);
  await dumped.start('mongo-snapshots', 'snapshot-1');
  const made = await waitFor('a VolumeSnapshot', 60, async () =>
    (await snapshots()).find(({ metadata }) => metadata.name !== old.name),
  );
  expect(made.spec.source).toEqual(source);
  await makeReady(made.metadata.name);
  expect(await dumped.end('snapshot-1')).toMatchObject({ succeeded: true });
  expect((await snapshots()).map(({ metadata }) => metadata.name)).toEqual([made.metadata.name]);
});

step('T16 restores everything after the loss of everything but the dumps', async () => {
  await dumped.lose();
  const job = await dumped.apply({ restoreId: 4 });
  expect(await dumped.end(job, 120)).toMatchObject({ succeeded: true });
  expect(await dumped.contents()).toEqual(contents);
});

step('T10 refuses that password to a user whose password stands in a URI, and says why', async () => {
  await set.writeSecret('mongo-shop', { username: 'shop', password: printable });
  await set.renewFiles();
  const reason = 'the password in the Secret must be of letters, digits, \\".\\", \\"_\\", \\"~\\" and \\"-\\" alone';
  await waitFor('the refusal', 60, async () => ((await set.agentLog(0)).includes(reason) ? true : undefined));
});

/** What a driver does in the end. */
async function makeReady(name: string): Promise<void> {
  const status = JSON.stringify({ status: { readyToUse: true } });
  await set.kubectl(`patch ${definition} ${name} --subresource=status --type=merge -p ${status}`);
}

async function snapshots(): Promise<readonly VolumeSnapshot[]> {
  return (await get<{ items: readonly VolumeSnapshot[] }>(`-n ${dumped.namespace} ${definition}`)).items;
}
