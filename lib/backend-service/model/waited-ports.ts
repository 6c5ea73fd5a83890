import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { reachProblem } from '../../network/endpoint';
import { hasTcpPort } from '../../network/network-port';
import { DecidedTarget } from '../../network/peers';
import { DecidedNetwork } from '../network/network-policy';
import { DecidedPodContainers, WaitedPort, waitedPort, waitedTargets } from './pod-containers';

/** A backend, as far as its waits depend on it. */
interface WaitingBackend {
  readonly namespace: string | undefined;
  readonly props: DecidedPodContainers & DecidedNetwork;
  readonly targets: readonly DecidedTarget[];
}

/** Reports ports that the pods wait for and that their NetworkPolicy, or that of the endpoint, does not allow: they would wait for ever. */
export function checkWaitedPorts(findings: Findings, { props, targets, namespace }: WaitingBackend): void {
  for (const [index, { endpoint }] of props.waitFor.entries())
    findings.add(`waitFor[${index}]`, endpoint && reachProblem(endpoint, namespace));
  if (!props.networkPolicy) return;
  for (const [index, waited] of props.waitFor.entries()) {
    const { host, port } = waited;
    if (waitedPort.parse(waited).issues.length > 0) continue;
    if (waitedTargets(waited).length > 0 || targets.some((target) => letsOut(target, waited, namespace))) continue;
    const place = placeOf(host, namespace);
    const target = place === undefined ? 'cidr: "192.0.2.0/24"' : `namespaceName: ${quoted(place)}`;
    const want = 'must be among the targets that the NetworkPolicy allows';
    const write = `write its endpoint beside host, or egressTo: [{ ${target}, ports: [${port}] }]`;
    findings.add(`waitFor[${index}]`, { code: 'conflict', want, got: quoted(`${host}:${port}`), write });
  }
}

/** True if a target may be the one that is waited for. The port of a Service need not be that of its pods. */
function letsOut(target: DecidedTarget, { host, port }: WaitedPort, own: string | undefined): boolean {
  const namespace = placeOf(host, own);
  // A Service has an address of a private network. Of two parts, the name may be one outside.
  if (target === 'internet') return host.includes('.') && host.split('.')[2] !== 'svc';
  if ('host' in target) return target.port === port;
  if ('labels' in target)
    return target.port === port || Object.values(target.labels).includes(host.split('.')[0] ?? '');
  if (target.ports === undefined || hasTcpPort(target.ports, port)) return true;
  return 'namespaceName' in target && target.namespaceName === namespace;
}

/** Returns the namespace of a Service by its name as pods write it; undefined for a name outside of the cluster. */
export function placeOf(host: string, own: string | undefined): string | undefined {
  const [, namespace = own, ...rest] = host.split('.');
  return rest.length === 0 || rest[0] === 'svc' ? namespace : undefined;
}
