import { DesiredState } from '../contract';
import { Connections } from '../mongod/connections';
import { isOlder } from '../mongod/version';
import { Compatibility } from '../observation';

/** Observes the set's data format. Returns undefined if none is desired, or the set has it. */
export async function observeCompatibility(
  connections: Connections,
  { featureCompatibilityVersion: desired }: Pick<DesiredState, 'featureCompatibilityVersion'>,
  members: readonly { readonly host: string }[],
): Promise<Compatibility | undefined> {
  if (desired === undefined) return undefined;
  const { featureCompatibilityVersion: found } = (await connections.local({
    getParameter: 1,
    featureCompatibilityVersion: 1,
  })) as { featureCompatibilityVersion: { version: string; targetVersion?: string } };
  const { version: current, targetVersion } = found;
  if (current === desired && targetVersion === undefined) return undefined;
  if (isOlder(desired, current)) return { desired, current, lower: true, behind: [] };
  const behind = members.map(async ({ host }) => ((await runs(connections, host, desired)) ? [] : [host]));
  return { desired, current, lower: false, behind: (await Promise.all(behind)).flat() };
}

async function runs(connections: Connections, host: string, desired: string): Promise<boolean> {
  try {
    const { version } = (await connections.run(host, { buildInfo: 1 })) as { version: string };
    return !isOlder(version, desired);
  } catch {
    return false;
  }
}
