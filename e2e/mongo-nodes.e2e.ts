import { kubectl, waitFor } from './kubectl';
import { cutOff, pause, poweredOff } from './mongo-faults';
import { mongoshInside } from './mongo-processes';
import { MongoSet } from './mongo-set';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';

const everyMember = ['mongo-0', 'mongo-1', 'mongo-2'];

longStory('What nodes do to a set', tell, 2);

function tell(): void {
  const set = new MongoSet('mongo-nodes', { podAntiAffinity: 'required' });
  const { trial, scenario, nodeScenario } = mongoStory(set);

  scenario('T7 is drained node by node, and the second drain waits for the first', async () => {
    const nodes = await nodesOf(set);
    const [first = '', second = '', third = ''] = nodes;
    try {
      await drain(set, first);
      const waiting = drain(set, second);
      waiting.catch(() => undefined);
      await pause(8);
      expect(await nodesOf(set)).toEqual(expect.arrayContaining([second, third]));
      await kubectl(`uncordon ${first}`);
      await waiting;
      await kubectl(`uncordon ${second}`);
      await drain(set, third);
    } finally {
      await kubectl(`uncordon ${nodes.join(' ')}`);
    }
    return { replaced: everyMember };
  });

  nodeScenario('T5 survives that its primary’s node loses its power', async () => {
    const { name, node } = await primaryAwayFromWriter();
    await poweredOff(node, () => anotherPrimaryThan(name));
    return { restarted: [`${name}/mongod`, `${name}/agent`] };
  });

  nodeScenario('T5 survives that its primary’s node is cut off, and forgets what that acknowledged alone', async () => {
    const { name, uid, node } = await primaryAwayFromWriter();
    const { username = '', password = '' } = await set.readSecret('mongo-user-admin');
    const credentials = `${username}:${password}`;
    const alone = `mongodb://${credentials}@127.0.0.1:27017/?directConnection=true&retryWrites=false`;
    const writing = mongoshInside(uid, writeUntilRefused, { MONGODB_URI: alone });
    await pause(4);
    let cutAt = 0;
    await cutOff(node, async () => {
      cutAt = Date.now();
      await anotherPrimaryThan(name);
      await writing;
      // Until the new primary has committed something, the old one may win the next election with what it has alone.
      const { metadata } = await podNamed(await trial().primary());
      await mongoshInside(metadata.uid, commit, { MONGODB_URI: alone });
    });
    const acknowledged = JSON.parse(await writing) as number[];
    const after = acknowledged.filter((time) => time > cutAt);
    await trial().healthy(60);
    const together = `mongodb://${credentials}@${set.hosts(3).join(',')}/?replicaSet=mongo`;
    const { metadata } = await podNamed(name);
    const found = await mongoshInside(metadata.uid, countFound, {
      MONGODB_URI: together,
      IDS: JSON.stringify(after),
    });
    console.log(`acknowledged by the cut-off primary with w: 1: ${after.length}, of which are left: ${found}`);
    expect(acknowledged.length).toBeGreaterThan(after.length);
    expect(after.length).toBeGreaterThan(0);
    expect(Number(found)).toBe(0);
    // A member that has not heard of the new primary's writes yet is a healthy secondary too.
    const files = () => set.kubectl(`exec ${name} -c mongod -- ls /data/db/rollback`);
    expect(await waitFor('the files of a rollback', 60, files)).not.toBe('');
    // Of a node that says nothing for long, the pods are replaced once it speaks again.
    return { replaced: [name] };
  });

  async function primaryAwayFromWriter() {
    const writerNode = await set.kubectl('get pod writer -o jsonpath={.spec.nodeName}');
    const pods = await set.pods();
    await trial().movePrimary((pod) =>
      pods.some(({ metadata, spec }) => metadata.name === pod && spec.nodeName !== writerNode),
    );
    const primary = await trial().primary();
    const { metadata, spec } = await podNamed(primary);
    if (spec.nodeName === undefined) throw new Error(`${primary} is on no node`);
    return { ...metadata, node: spec.nodeName };
  }

  async function podNamed(name: string) {
    const pod = (await set.pods()).find(({ metadata }) => metadata.name === name);
    if (pod === undefined) throw new Error(`there is no pod ${name}`);
    return pod;
  }

  async function anotherPrimaryThan(pod: string): Promise<void> {
    await waitFor('another primary', 60, async () => ((await trial().primary()) === pod ? undefined : true));
  }
}

/** Evicts this set's member: other namespaces may have pods of the same name. */
async function drain({ namespace }: MongoSet, node: string): Promise<void> {
  const pods = `--pod-selector=app=mongo,app.kubernetes.io/part-of=${namespace}`;
  await kubectl(`drain ${node} --ignore-daemonsets --delete-emptydir-data ${pods} --timeout=100s`, { seconds: 110 });
}

async function nodesOf(set: MongoSet): Promise<string[]> {
  return (await set.pods()).flatMap(({ spec }) => spec.nodeName ?? []);
}

const writeUntilRefused = `
  const acknowledged = [];
  const writes = new Mongo(process.env.MONGODB_URI).getDB('user-admin').getCollection('alone');
  try {
    while (acknowledged.length < 300) {
      const _id = Date.now();
      writes.insertOne({ _id }, { writeConcern: { w: 1 } });
      acknowledged.push(_id);
      sleep(200);
    }
  } catch {}
  print(JSON.stringify(acknowledged));`;

const commit = `
  const writes = new Mongo(process.env.MONGODB_URI).getDB('user-admin').getCollection('alone');
  writes.insertOne({ _id: 'committed' }, { writeConcern: { w: 'majority', wtimeout: 30000 } });`;

const countFound = `
  const writes = new Mongo(process.env.MONGODB_URI).getDB('user-admin').getCollection('alone');
  print(writes.countDocuments({ _id: { $in: JSON.parse(process.env.IDS) } }, { readConcern: { level: 'majority' } }));`;
