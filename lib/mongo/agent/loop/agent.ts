import { setTimeout as pause } from 'node:timers/promises';
import { Actor } from '../act/actor';
import { agentDirectory, settingsFile } from '../contract';
import { isChange } from '../decide/actions';
import { decide } from '../decide/decide';
import { readSettings } from '../files/settings';
import { statefulSetOf } from '../http/api-server';
import { Connections, MongoClass, reasonOf } from '../mongod/connections';
import { within } from '../mongod/deadline';
import { localHost } from '../mongod/hosts';
import { probePort } from '../mongod/transport';
import { Action } from '../observation';
import { podNodeLabels } from '../observe/configuration';
import { Observer } from '../observe/observer';
import { figuresReader } from '../status/member-figures';
import { metricsText } from '../status/metrics';
import { Report } from '../status/report';
import { serve } from '../status/server';
import { onResume } from './frozen';
import { mayEnd, programChange } from './program';
import { Requeue } from './requeue';

export { keysOf } from '../files/credentials';

/** The time that a reconciliation may take, whose parts have shorter limits: an agent that hangs ends, and the kubelet starts it again. */
const turnSeconds = 90;

/**
 * Runs the agent until mongod ends or the agent's program changes: every few seconds it observes, decides, and carries out at most one
 * action. mongosh, which hands its class over, awaits a script's last expression: here a promise that never resolves.
 */
export function run(Mongo: MongoClass, directory = agentDirectory): Promise<never> {
  process.on('unhandledRejection', fail);
  return runAgent(Mongo, directory).catch(fail);
}

function fail(error: unknown): never {
  process.stderr.write(((error instanceof Error && error.stack) || reasonOf(error)) + '\n');
  process.exit(1);
}

async function runAgent(Mongo: MongoClass, directory: string): Promise<never> {
  const programChanged = programChange(directory, __dirname);
  const settings = readSettings(`${directory}/${settingsFile}`);
  const { replicas } = settings;
  const readStatefulSet = () => (replicas === undefined ? statefulSetOf(settings) : Promise.resolve({ replicas }));
  const { POD_NAME = '', POD_IP: address = '', NODE_NAME: node } = process.env;
  const ordinal = Number(POD_NAME.split('-').at(-1));
  const pod = { ordinal, address, node, nodeLabels: podNodeLabels(process.env) };
  const mongods = new Connections(Mongo, settings);
  const report = new Report((line) => void process.stdout.write(line));
  const observer = new Observer({ mongods, readStatefulSet, pod });
  const reconcile = reconciler(observer, new Actor(mongods, ordinal), report);
  const read = figuresReader(mongods);
  const metrics = () => metricsText(report, read);
  serve({ port: settings.agentPort, report, metrics, ordinal, readStatefulSet });

  // Whatever the connections were to may be gone.
  onResume((seconds) => {
    report.resumes(seconds);
    mongods.dropAll();
  });

  const termination = new AbortController();
  process.on('SIGTERM', () => {
    termination.abort();
    void endAfterMongod(localHost(settings));
  });

  for (const requeue = new Requeue(); ;) {
    const changed = await within(turnSeconds, 'a reconciliation', reconcile());
    // Neither between the steps of a change, nor in a pod that ends: the kubelet starts no agent there, and the hook needs one.
    if (!changed && programChanged()) {
      const statefulSet = await readStatefulSet().catch(() => undefined);
      const now = Date.now();
      if (!termination.signal.aborted && mayEnd({ ordinal, ready: report.ready, statefulSet, now })) {
        report.ends("for the kubelet to start the agent's new program");
        process.exit(0);
      }
    }
    await pause(requeue.after({ changed, settled: report.settled }) * (900 + 200 * Math.random()));
  }
}

/** Returns a function that observes, decides and acts. It never throws, and returns true if it changed something. */
function reconciler(observer: Observer, actor: Actor, report: Report): () => Promise<boolean> {
  // The actions, as JSON, that failed: others that are due come before them.
  let failed: readonly string[] = [];
  return async () => {
    let action: Action | undefined;
    try {
      const mongod = await observer.mongod();
      report.observed(mongod);
      const observation = await observer.observe(mongod);
      action = decide({ ...observation, failed });
      report.decided(observation, action);
      await actor.act(action);
      report.done(action);
      return isChange(action);
    } catch (error) {
      report.failed(error, action);
      const text = JSON.stringify(action);
      // A failure of the only one that was left gives all others their turn again.
      if (action) failed = failed.includes(text) ? [text] : [...failed, text];
      return false;
    }
  };
}

/** All containers of a pod get SIGTERM at once, but mongod's preStop hook still needs the agent. */
async function endAfterMongod(host: string): Promise<void> {
  while ((await probePort(host, 2)) !== 'closed') await pause(500);
  process.exit(0);
}
