import { Findings, shown } from '../values/findings';
import { dnsSubdomainProblem } from '../values/names';
import { Backend } from './backend';
import { ResolvedTarget } from './peers';
import { portProblem } from './ports';

/** Reports ports that the pods wait for and that their NetworkPolicy lets nothing out to, so that they would wait for ever. */
export function checkWaitedPorts(findings: Findings, { props, targets, namespace }: Backend): void {
  if (props.networkPolicy === false) return;
  for (const { host, port } of props.waitFor ?? []) {
    if (dnsSubdomainProblem(host) !== undefined || portProblem(port) !== undefined) continue;
    if (targets.some((target) => letsOut(target, port))) continue;
    findings.add(
      `waitFor ${shown(`${host}:${port}`)}`,
      `must be among what the NetworkPolicy lets out to, got no egress at port ${port}; write its endpoint beside host, or egress: [${targetOf(host, port, namespace)}]`,
    );
  }
}

function letsOut(target: ResolvedTarget, port: number): boolean {
  if (target === 'internet') return true;
  if ('port' in target) return target.port === port;
  return target.ports?.includes(port) ?? true;
}

/** The egress for a Service's name as pods write it, or for a name of the world outside. */
function targetOf(host: string, port: number, own: string | undefined): string {
  const [, namespace = own, ...rest] = host.split('.');
  const isService = rest.length === 0 || rest[0] === 'svc';
  return `{ ${isService ? `namespaceName: ${shown(namespace)}` : 'cidr: "192.0.2.0/24"'}, ports: [${port}] }`;
}
