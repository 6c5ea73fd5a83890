import { dirname } from 'node:path';
import { Actor } from '../act/actor';
import { isChange } from '../decide/actions';
import { decide } from '../decide/decide';
import { readSettings } from '../files/settings';
import { readStatefulSet } from '../http/api-server';
import { Connections, Mongo } from '../mongod/connections';
import { localHost } from '../mongod/hosts';
import { probePort } from '../mongod/port';
import { Action } from '../observation';
import { podNodeLabels } from '../observe/node-labels';
import { Observer } from '../observe/observer';
import { pause } from '../pause';
import { MemberFiguresReader } from '../status/member-figures';
import { Metrics } from '../status/metrics';
import { Report } from '../status/report';
import { serve } from '../status/server';
import { mayEnd, Program } from './program';
import { Requeue } from './requeue';

/**
 * Runs until mongod ends or the agent's program changes: every few seconds the agent observes, decides, and carries out at most one
 * action. `loaded` is the directory of the program.
 */
export async function runAgent(Mongo: Mongo, settingsFile: string, loaded: string): Promise<never> {
  const program = new Program(dirname(settingsFile), loaded);
  const settings = readSettings(settingsFile);
  const { POD_NAME = '', POD_IP: address = '' } = process.env;
  const ordinal = Number(POD_NAME.split('-').at(-1));
  const connections = new Connections(Mongo, settings);
  const { replicas } = settings;
  const statefulSet = () => (replicas === undefined ? readStatefulSet(settings) : Promise.resolve({ replicas }));
  const pod = { ordinal, address, nodeLabels: podNodeLabels(process.env) };
  const report = new Report((line) => void process.stdout.write(line));
  const observer = new Observer({ connections, readStatefulSet: statefulSet, pod });
  const reconciler = new Reconciler(observer, new Actor(connections, ordinal), report);

  const termination = new AbortController();
  process.on('SIGTERM', () => {
    termination.abort();
    void endAfterMongod(localHost(settings));
  });
  const metrics = new Metrics(report, new MemberFiguresReader(connections));
  serve({ port: settings.agentPort, report, metrics, ordinal, readStatefulSet: statefulSet });

  const requeue = new Requeue();
  for (;;) {
    const changed = await reconciler.reconcile();
    // Neither between the steps of a change, nor in a pod that ends: the kubelet starts no agent there, and the hook needs one.
    if (!changed && program.changed) {
      const found = await statefulSet().catch(() => undefined);
      if (
        !termination.signal.aborted &&
        mayEnd({ ordinal, ready: report.ready, statefulSet: found, now: Date.now() })
      ) {
        report.ends("for the kubelet to start the agent's new program");
        process.exit(0);
      }
    }
    await pause(requeue.after({ changed, settled: report.settled }) * (0.9 + 0.2 * Math.random()));
  }
}

class Reconciler {
  /** The actions, as JSON, that failed: others that are due come before them. */
  #failed: readonly string[] = [];

  constructor(
    private readonly observer: Observer,
    private readonly actor: Actor,
    private readonly report: Report,
  ) {}

  /** Observes, decides and acts. Never throws. Returns true if it changed something. */
  async reconcile(): Promise<boolean> {
    let action: Action | undefined;
    try {
      const mongod = await this.observer.mongod();
      this.report.observed(mongod);
      const observation = await this.observer.observe(mongod);
      action = decide({ ...observation, failed: this.#failed });
      this.report.decided(observation, action);
      await this.actor.act(action);
      this.report.done(action);
      return isChange(action);
    } catch (error) {
      this.report.failed(error, action);
      const text = JSON.stringify(action);
      // A failure of the only one that was left gives all others their turn again.
      if (action !== undefined) this.#failed = this.#failed.includes(text) ? [text] : [...this.#failed, text];
      return false;
    }
  }
}

/** All containers of a pod get SIGTERM at once, but mongod's preStop hook still needs the agent. */
async function endAfterMongod(host: string): Promise<void> {
  while ((await probePort(host, 2)) !== 'closed') await pause(0.5);
  process.exit(0);
}
