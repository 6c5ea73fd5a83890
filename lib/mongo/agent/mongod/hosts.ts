import { AgentSettings } from '../contract';

/** Returns the host of this pod's mongod, which needs no DNS. */
export function localHost({ port }: Pick<AgentSettings, 'port'>): string {
  return `127.0.0.1:${port}`;
}

/** Returns the host and port by which the set knows a member. */
export function memberHost(settings: AgentSettings, ordinal: number): string {
  return `${memberName(settings, ordinal)}:${settings.port}`;
}

/** Returns the DNS name of a member. */
export function memberName({ name, domain }: AgentSettings, ordinal: number): string {
  return `${name}-${ordinal}.${domain}`;
}

/** Returns a member's ordinal; undefined for a host that is not a pod of the StatefulSet. */
export function memberOrdinal(settings: AgentSettings, host: string): number | undefined {
  const ordinal = Number(/-(\d+)\./.exec(host.slice(settings.name.length))?.[1] ?? NaN);
  return host === memberHost(settings, ordinal) ? ordinal : undefined;
}
