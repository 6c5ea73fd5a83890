import { agentDirectory, agentFiles } from '../contract';
import { runAgent } from './agent';
import { Mongo } from '../mongod/connections';

export { keysOf } from '../files/credentials';

/** Runs the agent. mongosh, which hands its class over, awaits a script's last expression: here a promise that never resolves. */
export function run(Mongo: Mongo, directory = agentDirectory): Promise<never> {
  process.on('unhandledRejection', fail);
  return runAgent(Mongo, `${directory}/${agentFiles.settings}`, __dirname).catch(fail);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
