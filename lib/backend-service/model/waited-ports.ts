import { Findings, shown } from '../../findings/findings';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { Backend } from './backend';
import { CompanionsProps } from './companions';
import { ResolvedTarget } from '../../network/peers';
import { portProblem } from '../../network/port';

type Waited = NonNullable<CompanionsProps['waitFor']>[number];

/** Reports what the pods wait for and their NetworkPolicy lets nothing out to, so that they would wait for ever. */
export function checkWaitedPorts(findings: Findings, { props, targets, namespace }: Backend): void {
  if (props.networkPolicy === false) return;
  for (const waited of props.waitFor ?? []) {
    const { host, port, endpoint } = waited;
    if (dnsSubdomainProblem(host) !== undefined || portProblem(port) !== undefined) continue;
    if (endpoint !== undefined || targets.some((target) => letsOut(target, waited, namespace))) continue;
    const place = placeOf(host, namespace);
    const target = place === undefined ? 'cidr: "192.0.2.0/24"' : `namespaceName: ${shown(place)}`;
    findings.add(`waitFor ${shown(`${host}:${port}`)}`, {
      code: 'invalid-value',
      want: 'must be among what the NetworkPolicy lets out to',
      got: 'no egress to it',
      write: `write its endpoint beside host, or egress: [{ ${target}, ports: [${port}] }]`,
    });
  }
}

/** True if a target may be the one that is waited for. The port of a Service need not be that of its pods. */
function letsOut(target: ResolvedTarget, { host, port }: Waited, own: string | undefined): boolean {
  if (target === 'internet') return true;
  if ('port' in target) return target.port === port || Object.values(target.labels).includes(host.split('.')[0] ?? '');
  if (target.ports?.includes(port) ?? true) return true;
  return 'namespaceName' in target && target.namespaceName === placeOf(host, own);
}

/** The namespace of a Service by its name as pods write it; undefined for a name of the world outside. */
function placeOf(host: string, own: string | undefined): string | undefined {
  const [, namespace = own, ...rest] = host.split('.');
  return rest.length === 0 || rest[0] === 'svc' ? namespace : undefined;
}
