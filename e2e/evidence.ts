import { run } from './kubectl';
import { Step } from './tiers';

const commands = [
  'get pods,persistentvolumeclaims,services -o wide',
  'get events --sort-by=.metadata.creationTimestamp',
  'describe pods',
  'logs --selector app --all-containers --prefix --tail=40 --ignore-errors',
];

/** What a person would look at after a failure: pods, events, and the last lines of every container's log, the agents' included. */
export async function evidence(namespace: string): Promise<string> {
  const parts: string[] = [];
  for (const command of commands) {
    const { stdout, stderr } = await run('kubectl', ['-n', namespace, ...command.split(' ')], { seconds: 30 });
    parts.push(`$ kubectl -n ${namespace} ${command}\n${(stdout + stderr).slice(-12_000)}`);
  }
  return parts.join('\n');
}

/**
 * A test that is one step of a story: it is not tried once a step before it failed, and its own failure carries the evidence of the
 * namespace.
 */
export function story(namespace: string): Step {
  let failed: string | undefined;
  return (title, body, seconds = 300) => {
    test(
      title,
      async () => {
        if (failed !== undefined) throw new Error(`not tried, since this failed before: ${failed}`);
        try {
          await body();
        } catch (error) {
          failed = title;
          const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
          throw new Error(`${message}\n\n${await evidence(namespace)}`, { cause: error });
        }
      },
      seconds * 1000,
    );
  };
}
