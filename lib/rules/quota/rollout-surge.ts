import { field, groupKind, KubernetesManifest } from '../../manifests/manifest';

const percent = /^(\d+)%$/;

/**
 * Returns the field by which a rollout has another pod before one of the old ones goes, for messages: `maxUnavailable 0`. Undefined if an old one
 * goes first. Kubernetes rounds a part of the pods down for `maxUnavailable` and up for `maxSurge`; if both are 0 then, one pod may be missing.
 */
export function rolloutSurge(object: KubernetesManifest, count: number): string | undefined {
  const kind = groupKind(object);
  if (kind === 'apps/Deployment') return deploymentSurge(object, count);
  return kind === 'apps/DaemonSet' ? daemonSetSurge(object) : undefined;
}

function deploymentSurge(object: KubernetesManifest, count: number): string | undefined {
  const strategy = field(object, 'spec', 'strategy');
  if (field(strategy, 'type') === 'Recreate' || field(object, 'spec', 'paused') === true) return undefined;
  const unavailable = field(strategy, 'rollingUpdate', 'maxUnavailable') ?? '25%';
  const more = field(strategy, 'rollingUpdate', 'maxSurge') ?? '25%';
  if (Math.floor(pods(unavailable, count)) !== 0 || pods(more, count) === 0) return undefined;
  return typeof unavailable === 'string'
    ? `a maxUnavailable of ${unavailable} of ${count} pods, which is 0`
    : 'maxUnavailable 0';
}

function daemonSetSurge(object: KubernetesManifest): string | undefined {
  const strategy = field(object, 'spec', 'updateStrategy');
  const more = field(strategy, 'rollingUpdate', 'maxSurge') ?? 0;
  if (field(strategy, 'type') === 'OnDelete' || pods(more, 1) === 0) return undefined;
  return `maxSurge ${more as string | number}`;
}

function pods(stated: unknown, count: number): number {
  if (typeof stated === 'number') return stated;
  const [, part] = percent.exec(String(stated)) ?? [];
  return part === undefined ? NaN : (Number(part) * count) / 100;
}
