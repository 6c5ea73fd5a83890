import { App, Chart } from 'cdk8s';
import { MongoImport, MongoStatefulSet, render, SecretRef } from '../lib';
import { story } from './evidence';
import { ImportSource, importSources, sourceObjects } from './fixtures/import-sources';
import { kubectl, run, waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { storyWithMongods } from './mongo-images';
import { MongoSet, newPassword } from './mongo-set';
import { longStory } from './tiers';

const guide = 'mongo-import.md';

/** A set of one member, and the import of a source that is in the same namespace. */
class ImportedSet {
  readonly set: MongoSet;
  readonly console = new Console();
  readonly #password = newPassword();

  constructor(
    readonly namespace: string,
    readonly source: ImportSource,
  ) {
    this.set = new MongoSet(namespace, { members: 1, users: ['shop', 'importer'] });
  }

  /** Starts the source, and the set that it shall go to, for which an import waits by itself. */
  async start(): Promise<void> {
    await this.set.makeSecrets();
    const { namespace, set } = this;
    const { objects, uri } = sourceObjects(this.source, { namespace, image: set.image, password: this.#password });
    await set.writeSecret('old-mongo', { uri });
    await kubectl('apply -f -', { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }) });
    await this.apply({ withImport: false });
    await set.kubectl('wait --for=condition=Ready pod -l app=old --timeout=90s', 100);
  }

  /** Applies the set, with its import unless it shall have none. */
  async apply({ withImport = true } = {}): Promise<void> {
    const app = new App();
    const chart = new Chart(app, 'import', { namespace: this.namespace });
    const secret = (id: string) => new SecretRef(chart, id, { keys: ['username', 'password'] });
    const [shop, importer] = [secret('mongo-shop'), secret('mongo-importer')];
    const privileges = [{ resource: { anyResource: true as const }, actions: ['anyAction'] }];
    const mongo = new MongoStatefulSet(chart, 'mongo', {
      members: 1,
      image: this.set.image,
      storage: { size: '1Gi' },
      keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
      roles: [{ role: 'everything', db: 'admin', privileges }],
      users: [
        { credentials: shop, roles: [{ role: 'readWrite', db: 'shop' }] },
        { credentials: importer, roles: [{ role: 'everything', db: 'admin' }] },
      ],
      resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
    });
    const uri = new SecretRef(chart, 'old-mongo', { keys: ['uri'] }).key('uri');
    const certificate = new SecretRef(chart, 'old-ssl', { keys: ['ca.crt', 'tls.crt', 'tls.key'] });
    if (withImport)
      new MongoImport(chart, 'mongo-import', {
        mongo,
        user: importer,
        source: { uri, ...(this.source.tls && { caBundle: certificate.key('ca.crt'), certificate }) },
        follow: this.source.set !== undefined,
        egressTo: [{ namespaceName: this.namespace, podLabels: { app: 'old' }, ports: [27017] }],
        resources: { requests: { memory: '256Mi' } },
      });
    await kubectl('apply -f -', {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: render(app) }),
    });
  }

  /** Types the commands of the guide under a heading. */
  type(heading: string): Promise<string> {
    return this.console.type(this.blocks(heading));
  }

  /** The commands of the guide under a heading, for this namespace. */
  blocks(heading: string): string {
    return documentedBlocks(heading, guide).join('\n').replaceAll('-n shop', `-n ${this.namespace}`);
  }

  log(): Promise<string> {
    return this.set.kubectl('logs -l app=mongo-import --tail=-1');
  }

  /** Runs a program on the imported data, and returns what it prints. */
  async evaluate(program: string): Promise<unknown> {
    const login = `['username', 'password'].map((key) => fs.readFileSync('/etc/users/mongo-importer/' + key, 'utf8')).join(':')`;
    const connect = `const shop = new Mongo('mongodb://' + ${login} + '@127.0.0.1/?directConnection=true').getDB('shop');`;
    const args = ['-n', this.namespace, 'exec', 'mongo-0', '-c', 'agent', '--', 'mongosh', '--nodb', '--norc'];
    const { code, stdout, stderr } = await run('kubectl', [...args, '--quiet', '--eval', `${connect} ${program}`]);
    if (code !== 0) throw new Error(stdout + stderr);
    return JSON.parse(stdout);
  }
}

/** Imports a source under a writer, and switches by the commands of the guide. */
function followedStory(namespace: string, source: ImportSource): void {
  const imported = new ImportedSet(namespace, source);
  const step = story(namespace);
  let written = Promise.resolve('');

  afterAll(async () => {
    await imported.set.delete();
  }, 300_000);

  step('the source has a backend that writes', async () => {
    await imported.start();
    await imported.set.kubectl('scale deployment/api --replicas=1');
    await imported.set.kubectl('rollout status deployment/api --timeout=60s');
    const log = (flags = '') => imported.set.kubectl(`logs deployment/api${flags}`, 280);
    await waitFor('ten writes of the backend', 60, async () => ((await log()).includes('\n9\n') ? true : undefined));
    written = log(' --follow');
    // It is awaited after the switch; a step between that fails says why itself.
    written.catch(() => undefined);
  });

  step('copies the source and follows it', async () => {
    await imported.apply();
    await imported.type('Watch it');
  });

  step('the switch by the commands of the guide loses no acknowledged write', async () => {
    const start = Date.now();
    await imported.type('Switch');
    const seconds = (Date.now() - start) / 1000;
    const numbers = (await written).trim().split('\n').map(Number);
    const last = numbers.at(-1) ?? -1;
    console.log(`${namespace}: the switch took ${String(seconds)} s, after ${String(numbers.length)} writes`);
    expect(numbers.length).toBeGreaterThan(10);
    const held = `[shop.writes.countDocuments({ _id: { $lte: ${String(last)} } }),
      shop.orders.countDocuments({ number: { $type: 'double' } }),
      shop.orders.getIndexes().map(({ name }) => name),
      shop.getSiblingDB('admin').system.users.countDocuments()]`;
    expect(await imported.evaluate(`print(JSON.stringify(${held}))`)).toEqual([
      last + 1,
      5000,
      ['_id_', 'number_1'],
      2,
    ]);
  });

  step('imports nothing when the Job is created again', async () => {
    await imported.set.kubectl('delete job -l app=mongo-import');
    await imported.apply();
    await imported.set.kubectl('wait --for=condition=Complete job -l app=mongo-import --timeout=60s', 70);
    expect(await imported.log()).toContain('nothing: this was imported before');
  });
}

describe('a set of the Bitnami chart', () => {
  followedStory('mongo-import', importSources.bitnami);
});

longStory(
  'a set of the Community operator',
  () => {
    followedStory('import-community', importSources.community);
  },
  2,
);

longStory(
  "a set of Percona's operator, by TLS",
  () => {
    followedStory('import-percona', importSources.percona);
  },
  2,
);

storyWithMongods(
  'a set of an older series',
  ['5.0.32'],
  () => {
    followedStory('import-older', importSources.older);
  },
  2,
);

longStory(
  'a single mongod without users and without an oplog',
  () => {
    const imported = new ImportedSet('import-single', importSources.single);
    const step = story(imported.namespace);

    afterAll(async () => {
      await imported.set.delete();
    }, 300_000);

    step('is copied, and the Job ends', async () => {
      await imported.start();
      await imported.apply();
      await waitFor('the end of the import', 180, async () =>
        (await imported.log()).includes('"imported":"all"') ? true : undefined,
      );
      expect(await imported.evaluate('print(shop.orders.countDocuments())')).toBe(5000);
    });

    step('the way out, by the commands of the guide, takes the data back', async () => {
      const old = 'exec old-0 -- mongosh --quiet --norc --eval';
      await imported.set.kubectl(`${old} db.getSiblingDB("shop").dropDatabase()`);
      await imported.console.type(
        'uri=mongodb://127.0.0.1/\n' + imported.blocks('The way out').replace('mongo-backup', 'mongo-importer'),
      );
      expect(Number(await imported.set.kubectl(`${old} db.getSiblingDB("shop").orders.countDocuments()`))).toBe(5000);
    });
  },
  2,
);
