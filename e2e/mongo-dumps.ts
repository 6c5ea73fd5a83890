import { App, Chart } from 'cdk8s';
import {
  MongoBackup,
  MongoDumpStorage,
  MongoPointInTime,
  MongoRestore,
  MongoSnapshots,
  MongoStatefulSet,
  PodsProps,
  render,
  SecretRef,
} from '../lib';
import { get, kubectl, run, waitFor } from './kubectl';
import { MongoSet } from './mongo-set';

interface Job {
  readonly spec: { readonly template: object };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** How a Job ended, and what its last pod said. */
export interface JobEnd {
  readonly succeeded: boolean;
  readonly log: string;
}

/** The size of the oplog of a set with slices. */
export const oplogMegabytes = 32;

type Wish = Partial<Omit<MongoRestore, 'user'>>;

/** A set of one member with its dumps, its snapshots and 10,000 documents, in a namespace of its own. */
export class DumpedSet {
  readonly set: MongoSet;

  constructor(
    readonly namespace: string,
    readonly storage: (chart: Chart) => MongoDumpStorage,
    /** Props of the pods of the set, its dumps and its snapshots. */
    readonly pods: PodsProps = {},
    readonly members: 1 | 3 = 1,
    readonly pointInTime?: MongoPointInTime,
    readonly electionTimeoutMillis?: number,
  ) {
    this.set = new MongoSet(namespace, { members, users: ['shop', 'dumper', 'restorer'] });
  }

  /** Applies the program, with a restore on request, whose Job's name it gives. `targetSet` is written over what was rendered. */
  async apply({ targetSet, ...wish }: Wish = {}): Promise<string> {
    const app = new App();
    const chart = new Chart(app, 'dumps', { namespace: this.namespace });
    const secret = (id: string) => new SecretRef(chart, id, { keys: ['username', 'password'] });
    const [shop, user, restorer] = [secret('mongo-shop'), secret('mongo-dumper'), secret('mongo-restorer')];
    const privileges = [{ resource: { anyResource: true as const }, actions: ['anyAction'] }];
    const mongo = new MongoStatefulSet(chart, 'mongo', {
      members: this.members,
      image: this.set.image,
      storage: { size: '1Gi' },
      keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
      roles: [{ role: 'everything', db: 'admin', privileges }],
      users: [
        { credentials: shop, roles: [{ role: 'readWrite', db: 'shop' }] },
        { credentials: user, roles: [{ role: 'backup', db: 'admin' }], passwordAlphabet: 'printable' },
        { credentials: restorer, roles: [{ role: 'everything', db: 'admin' }] },
      ],
      resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
      electionTimeoutMillis: this.electionTimeoutMillis,
      // So small that a story can overwrite it.
      mongod: this.pointInTime && { options: { 'replication.oplogSizeMB': oplogMegabytes } },
      ...this.pods,
    });
    const { restoreJob } = new MongoBackup(chart, 'mongo-backup', {
      mongo,
      user,
      schedule: '0 3 1 1 *',
      storage: this.storage(chart),
      retainLast: 2,
      pointInTime: this.pointInTime,
      resources: { requests: { memory: '256Mi' } },
      ...this.pods,
      ...(Object.keys(wish).length === 0 ? {} : { restore: { targetSet: 'mongo', user: restorer, ...wish } }),
    });
    new MongoSnapshots(chart, 'mongo-snapshots', {
      mongo,
      user: shop,
      schedule: '0 3 1 1 *',
      retainLast: 1,
      ...this.pods,
    });
    const input = this.adapted(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: render(app) }));
    const changed =
      targetSet === undefined ? input : input.replace('\\"into\\": \\"mongo\\"', `\\"into\\": \\"${targetSet}\\"`);
    await kubectl('apply -f -', { input: changed });
    return restoreJob?.name ?? '';
  }

  /** What is applied of what was rendered: all of it, as it is. */
  protected adapted(manifests: string): string {
    return manifests;
  }

  /** Starts a Job of a CronJob, once; what `change` gives stands in the place of its pod's template. */
  async start(cronJob: string, job: string, change = (template: string) => template): Promise<void> {
    const { spec } = await get<{ spec: { jobTemplate: Job } }>(`-n ${this.namespace} cronjob ${cronJob}`);
    const { template } = spec.jobTemplate.spec;
    const item = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: job, namespace: this.namespace },
      spec: { backoffLimit: 0, template: JSON.parse(change(JSON.stringify(template))) as object },
    };
    await kubectl('apply -f -', { input: JSON.stringify(item) });
  }

  /** Waits until a Job has ended, at most for these seconds. */
  async end(job: string, seconds = 60): Promise<JobEnd> {
    const end = await waitFor(`the end of the Job ${job}`, seconds, async () => {
      const { conditions = [] } = (await get<Job>(`-n ${this.namespace} job ${job}`)).status;
      return conditions.find(({ type, status }) => ['Complete', 'Failed'].includes(type) && status === 'True');
    });
    // A step that was not begun has no log.
    const log = await this.set.kubectl(`logs job/${job} --all-containers --tail=-1 --ignore-errors`);
    return { succeeded: end.type === 'Complete', log };
  }

  /** Writes 10,000 documents. */
  async fill(): Promise<void> {
    await this.evaluate(
      'shop.orders.insertMany(Array.from({ length: 10000 }, (_, n) => ({ _id: n, text: `order ${n * 7919}` })))',
    );
  }

  /** How many documents there are, and MongoDB's hash over all of them. */
  async contents(): Promise<unknown> {
    return JSON.parse(
      await this.evaluate(
        'print(JSON.stringify([shop.orders.countDocuments(), shop.runCommand({ dbHash: 1 }).collections]))',
      ),
    );
  }

  /** Takes the set and its data away, and leaves what holds the dumps. */
  async lose(): Promise<void> {
    const names = Array.from({ length: this.members }, (_, ordinal) => `mongo-${ordinal}`);
    const claims = names.map((name) => `persistentvolumeclaim/data-${name}`).join(' ');
    await this.set.kubectl(`delete statefulset/mongo ${claims} --wait=false`);
    await this.set.kubectl(`wait --for=delete ${names.map((name) => `pod/${name}`).join(' ')} ${claims} --timeout=60s`);
  }

  /**
   * Runs a program that knows the database `shop`, as the user that may do everything: in a pod of the set, and with `isAlone` by a connection
   * to that member alone.
   */
  async evaluate(
    program: string,
    { pod = 'mongo-0', isAlone = false }: { readonly pod?: string; readonly isAlone?: boolean } = {},
  ): Promise<string> {
    const login = `['username', 'password'].map((key) => fs.readFileSync('/etc/users/mongo-restorer/' + key, 'utf8')).join(':')`;
    const target = isAlone
      ? '127.0.0.1/?directConnection=true'
      : `${this.set.hosts(this.members).join()}/?replicaSet=mongo`;
    const connect = `const shop = new Mongo('mongodb://' + ${login} + '@${target}').getDB('shop');`;
    const args = ['-n', this.namespace, 'exec', pod, '-c', 'agent', '--', 'mongosh', '--nodb', '--norc'];
    const { code, stdout, stderr } = await run('kubectl', [...args, '--quiet', '--eval', `${connect} ${program}`]);
    if (code !== 0) throw new Error(stdout + stderr);
    return stdout;
  }
}
