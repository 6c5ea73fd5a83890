import { existsSync, readFileSync } from 'node:fs';
import { AgentSettings, DesiredState } from '../contract';

/** Reads `agent.json`. The ConfigMap may be newer than the pod, which then has no certificate: such an agent works without TLS. */
export function readSettings(file: string): AgentSettings {
  const { tls, ...settings } = JSON.parse(readFileSync(file, 'utf8')) as AgentSettings;
  return tls && existsSync(tls.served) ? { ...settings, tls } : settings;
}

/** Reads the desired state, which the kubelet renews without a restart. */
export function readDesired({ desired }: Pick<AgentSettings, 'desired'>): DesiredState {
  return JSON.parse(readFileSync(desired, 'utf8')) as DesiredState;
}
