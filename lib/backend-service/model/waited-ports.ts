import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { DecidedTarget } from '../../network/peers';
import { DecidedNetwork } from '../network/network-policy';
import { DecidedPodContainers, WaitedPort, waitedPort } from './pod-containers';

/** A backend, as far as its waits depend on it. */
interface WaitingBackend {
  readonly namespace: string | undefined;
  readonly props: DecidedPodContainers & DecidedNetwork;
  readonly targets: readonly DecidedTarget[];
}

/** Reports ports that the pods wait for and that their NetworkPolicy does not allow: the pods would wait for ever. */
export function checkWaitedPorts(findings: Findings, { props, targets, namespace }: WaitingBackend): void {
  if (!props.networkPolicy) return;
  for (const [index, waited] of props.waitFor.entries()) {
    const { host, port, endpoint } = waited;
    if (waitedPort.parse(waited).issues.length > 0) continue;
    if (endpoint !== undefined || targets.some((target) => letsOut(target, waited, namespace))) continue;
    const place = placeOf(host, namespace);
    const target = place === undefined ? 'cidr: "192.0.2.0/24"' : `namespaceName: ${quoted(place)}`;
    const want = 'must be among the targets that the NetworkPolicy allows';
    const write = `write its endpoint beside host, or egressTo: [{ ${target}, ports: [${port}] }]`;
    findings.add(`waitFor[${index}]`, { code: 'conflict', want, got: quoted(`${host}:${port}`), write });
  }
}

/** True if a target may be the one that is waited for. The port of a Service need not be that of its pods. */
function letsOut(target: DecidedTarget, { host, port }: WaitedPort, own: string | undefined): boolean {
  if (target === 'internet') return true;
  if ('port' in target) return target.port === port || Object.values(target.labels).includes(host.split('.')[0] ?? '');
  if (target.ports?.includes(port) ?? true) return true;
  return 'namespaceName' in target && target.namespaceName === placeOf(host, own);
}

/** Returns the namespace of a Service by its name as pods write it; undefined for a name outside of the cluster. */
export function placeOf(host: string, own: string | undefined): string | undefined {
  const [, namespace = own, ...rest] = host.split('.');
  return rest.length === 0 || rest[0] === 'svc' ? namespace : undefined;
}
