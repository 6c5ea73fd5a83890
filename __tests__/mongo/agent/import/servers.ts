import { Connection } from '../../../../lib/mongo/agent/mongod/connections';
import { Timestamp } from '../../../../lib/mongo/agent/import/source-oplog';
import { Asked, mongosh } from '../mongosh';

/** A connection to a stand-in server, which answers each command by the first word of it, and what it was asked. */
export async function server(
  answers: Readonly<Record<string, unknown>>,
  name = 'source',
): Promise<{ connection: Connection; asked: Asked[] }> {
  const answer = (asked: Asked): unknown => {
    const found = answers[Object.keys(asked.command)[0] ?? ''];
    return typeof found === 'function' ? (found as (asked: Asked) => unknown)(asked) : found;
  };
  const { Mongo, asked } = mongosh({ answer });
  return { connection: await new Mongo(`mongodb://${name}/`), asked };
}

/** A timestamp as mongosh has it. */
export function at(seconds: number, increment = 1): Timestamp {
  return { getHighBitsUnsigned: () => seconds, getLowBitsUnsigned: () => increment };
}

/** The answer to a command that finds documents. */
export function batch(...firstBatch: readonly object[]): object {
  return { cursor: { firstBatch } };
}
