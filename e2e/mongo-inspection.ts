import { run, waitFor } from './kubectl';
import { MongoSet } from './mongo-set';

const secretNames = ['mongo-keyfile', 'mongo-user-admin', 'mongo-second', 'mongo-administrator'];

/** Where the set's passwords and its key can be read in clear: process lists and environments, objects that are no Secrets, logs. */
export async function secretsSeen(set: MongoSet): Promise<string[]> {
  const secrets = await Promise.all(secretNames.map((name) => set.readSecret(name)));
  const values = secrets.flatMap(({ password, keyfile }) => [password, keyfile?.split('\n')[0]]);
  const places = await Promise.all([
    ...(await set.pods()).flatMap(({ metadata: { name } }) => [
      set.kubectl(`logs ${name} --all-containers --tail=-1`).then((text) => ({ place: `logs of ${name}`, text })),
      ...['mongod', 'agent'].map(async (container) => {
        const args = ['-n', set.namespace, 'exec', name, '-c', container, '--', 'bash', '-c'];
        const { stdout } = await run('kubectl', [...args, 'cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ']);
        return { place: `processes of ${name}/${container}`, text: stdout };
      }),
    ]),
    set
      .kubectl('get statefulsets,pods,configmaps,events -o yaml')
      .then((text) => ({ place: 'objects of the namespace', text })),
  ]);
  return places.flatMap(({ place, text }) => {
    if (text === '') return [`${place}: nothing was seen`];
    return values.some((value) => value !== undefined && text.includes(value)) ? [place] : [];
  });
}

/** What the containers use, by `kubectl top`, once no agent uses 1 % of a core or more. */
export async function usageAtRest(set: MongoSet): Promise<{ readonly agentMemoryMi: number; readonly text: string }> {
  return waitFor('agents that use less than 1 % of a core', 150, async () => {
    const usages = (await set.kubectl('top pods -l app=mongo --containers --no-headers'))
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/))
      .map(([, container = '', cpu = '', memory = '']) => ({
        container,
        cpuMillis: Number.parseInt(cpu, 10),
        memoryMi: Number.parseInt(memory, 10),
      }));
    const agents = usages.filter(({ container }) => container === 'agent');
    const mongods = usages.filter(({ container }) => container === 'mongod');
    const text = `mongod ${range(mongods)}; agent ${range(agents)}`;
    if (agents.length < 3 || agents.some(({ cpuMillis }) => cpuMillis >= 10)) throw new Error(text);
    return { agentMemoryMi: Math.max(...agents.map(({ memoryMi }) => memoryMi)), text };
  });
}

function range(usages: readonly { readonly cpuMillis: number; readonly memoryMi: number }[]): string {
  const span = (values: readonly number[]) => [...new Set([Math.min(...values), Math.max(...values)])].join('–');
  const memory = usages.map(({ memoryMi }) => memoryMi);
  const cpu = usages.map(({ cpuMillis }) => cpuMillis);
  return `${span(memory)} Mi, ${span(cpu)} m`;
}
