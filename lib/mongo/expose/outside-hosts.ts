import { isIP } from 'node:net';
import { described } from '../../findings/described';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { thrownProblem } from '../../findings/thrown';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { mongodPort } from '../agent/contract';
import { MongoTlsMode } from '../tls/tls';
import { DecidedExposure } from './expose';

/** A member's name and port for clients outside of the cluster. */
export interface OutsideMember {
  readonly ordinal: number;
  readonly name: string;
  readonly port: number;
}

/** The set that is exposed, as far as its checks depend on it. */
interface ExposedSet {
  readonly ordinals: readonly number[];
  readonly clusterDomain: string;
  readonly tlsMode: MongoTlsMode | undefined;
}

/** Returns the members' names outside of the cluster, by ordinal; empty unless all of them are valid, which `checkExposure` reports. */
export function outsideMembers(
  given: DecidedExposure | undefined,
  set: Pick<ExposedSet, 'ordinals' | 'clusterDomain'>,
): readonly OutsideMember[] {
  if (given === undefined) return [];
  const found = set.ordinals.map((ordinal) => outsideMember(given, ordinal, set.clusterDomain));
  const members = found.flatMap((each) => ('code' in each ? [] : [each]));
  return members.length === found.length ? members : [];
}

/** Returns a member's host and port, as the set tells it to clients outside. */
export function outsideHost({ name, port }: OutsideMember): string {
  return `${name}:${port}`;
}

/** Functions with a host of its own for each member, as advice. */
const ownHosts = {
  LoadBalancer: '(ordinal) => `mongo-${ordinal}.example.com`',
  NodePort: '(ordinal) => `nodes.example.com:${30017 + ordinal}`',
} as const;

/** Reports a set without TLS, and hosts that mongod, Kubernetes or DNS would refuse, or that two members share. */
export function checkExposure(findings: Findings, given: DecidedExposure | undefined, set: ExposedSet): void {
  if (given === undefined) return;
  const { type } = given;
  if (set.tlsMode !== 'require')
    findings.add('expose', {
      code: 'conflict',
      want: 'needs TLS, by which mongod tells clients outside of the cluster from those inside',
      got: set.tlsMode === undefined ? 'no tls' : `the mode ${quoted(set.tlsMode)}`,
      write: 'write tls: { mode: "require", certificate }',
    });
  const seen = new Map<string | number, number>();
  for (const ordinal of set.ordinals) {
    const found = outsideMember(given, ordinal, set.clusterDomain);
    const at = `expose.hosts(${ordinal})`;
    if ('code' in found) {
      findings.add(at, found);
      // The same fault of a function, once.
      if (found.code === 'thrown' || found.code === 'invalid-type') return;
      continue;
    }
    const own = type === 'LoadBalancer' ? found.name : found.port;
    const other = seen.get(own);
    seen.set(own, other ?? ordinal);
    if (other === undefined) continue;
    const want =
      type === 'LoadBalancer'
        ? 'must be a name of its own, for a load balancer of its own'
        : 'must have a port of its own';
    findings.add(at, { code: 'not-unique', want, got: `that of member ${other}`, write: `write ${ownHosts[type]}` });
  }
}

function outsideMember(
  { type, hosts }: DecidedExposure,
  ordinal: number,
  clusterDomain: string,
): OutsideMember | Problem {
  let host: unknown;
  try {
    host = hosts(ordinal);
  } catch (error) {
    return thrownProblem(error);
  }
  const write = `write ${ownHosts[type]}`;
  if (typeof host !== 'string') return { code: 'invalid-type', want: 'must be a string', got: described(host), write };
  const [, name = host, port] = /^([^:]*)(?::([^:]*))?$/.exec(host) ?? [];
  const problem = nameProblem(name, clusterDomain) ?? portProblem(type, port);
  return problem === undefined
    ? { ordinal, name, port: Number(port ?? mongodPort) }
    : { code: 'invalid-value', ...problem, got: quoted(host), write };
}

type HostProblem = Pick<Problem, 'want'> & Partial<Pick<Problem, 'code'>>;

/** Mongod finds a client's horizon by the name that it asks for by TLS, which no address is, and which no member has inside. */
function nameProblem(name: string, clusterDomain: string): HostProblem | undefined {
  const labels = name.split('.');
  if (isIP(name.replace(/^\[|\](:\d*)?$/g, '')) !== 0 || labels.every((label) => /^\d+$/.test(label)))
    return { want: 'must be no address, which mongod refuses' };
  // Kubernetes allows longer labels than DNS does.
  const isFull = labels.length > 1 && labels.every((label) => label.length <= 63);
  if (!isFull || dnsSubdomainProblem(name) !== undefined)
    return { code: 'invalid-format', want: 'must be a full DNS name in lower case, without a scheme' };
  const isInside = name.endsWith('.svc') || name.endsWith(`.svc.${clusterDomain}`);
  return isInside ? { want: 'must not be a name inside of the cluster' } : undefined;
}

function portProblem(type: DecidedExposure['type'], given: string | undefined): HostProblem | undefined {
  if (given === undefined && type === 'LoadBalancer') return undefined;
  const [least, most] = type === 'NodePort' ? [30000, 32767] : [1, 65535];
  const number = /^[1-9]\d*$/.test(given ?? '') ? Number(given) : NaN;
  if (number >= least && number <= most) return undefined;
  return { code: 'out-of-range', want: `must end with a port from ${least} to ${most}` };
}
