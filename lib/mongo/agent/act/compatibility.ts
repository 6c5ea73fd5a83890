import { Connections } from '../mongod/connections';
import { isOlder } from '../mongod/version';

// From this series on the server refuses the command without a confirmation.
const confirmedFrom = '7.0';

/** Returns the command that raises the data format. */
export async function compatibilityCommand(connections: Connections, version: string): Promise<object> {
  const own = (await connections.local({ buildInfo: 1 })) as { version: string };
  const confirm = isOlder(own.version, confirmedFrom) ? {} : { confirm: true };
  return { setFeatureCompatibilityVersion: version, ...confirm };
}
