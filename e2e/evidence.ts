import { clusterTroubles, podTroubles } from './cluster-troubles';
import { run } from './kubectl';
import { namespaceEnd } from './namespaces';
import { Step } from './tiers';

const commands = [
  'get pods,persistentvolumeclaims,services -o wide',
  'get events --sort-by=.metadata.creationTimestamp',
  'describe pods',
  'logs --selector app --all-containers --prefix --tail=40 --ignore-errors',
];

// Each of the commands may take that long.
const commandSeconds = 30;

/** The pods, the events, and the last lines of every container's log, the agents' included: all to look at after a failure. */
export async function evidence(namespace: string): Promise<string> {
  const parts: string[] = [];
  for (const command of commands) {
    const { stdout, stderr } = await run('kubectl', ['-n', namespace, ...command.split(' ')], {
      seconds: commandSeconds,
    });
    parts.push(`$ kubectl -n ${namespace} ${command}\n${(stdout + stderr).slice(-12_000)}`);
  }
  return parts.join('\n');
}

/**
 * A test that is one step of a story in a namespace, which is not ending any more when the story begins: it is not tried once a step before
 * it failed, and its own failure carries the evidence of the namespace, also when it takes longer than it may.
 */
export function story(namespace: string, usualSeconds = 300): Step {
  let failed: string | undefined;
  beforeAll(() => namespaceEnd(namespace), 200_000);
  return (title, body, seconds = usualSeconds) => {
    test(
      title,
      async () => {
        if (failed !== undefined) throw new Error(`not tried, since this failed before: ${failed}`);
        try {
          await within(seconds, body);
        } catch (error) {
          failed = title;
          const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
          throw new Error(`${await troubles(namespace)}\n${message}\n\n${await evidence(namespace)}`, { cause: error });
        }
      },
      (seconds + commands.length * commandSeconds) * 1000,
    );
  };
}

/** A line for each node, namespace and pod that is in trouble, as far as the API server still answers. */
async function troubles(namespace: string): Promise<string> {
  const lines = await Promise.allSettled([clusterTroubles(), podTroubles(namespace)]);
  return lines.flatMap((one) => (one.status === 'fulfilled' ? one.value : [String(one.reason)])).join('\n');
}

/** Waits for the end of a step. Throws when the time is up before it. */
async function within(seconds: number, body: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`took longer than ${seconds} s`));
    }, seconds * 1000);
  });
  try {
    await Promise.race([body(), end]);
  } finally {
    clearTimeout(timer);
  }
}
