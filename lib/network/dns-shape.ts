import { Problem } from '../findings/problem';
import { cidrProblem } from './cidr';
import { shown } from '../findings/findings';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../kubernetes/names';
import { integerProblem } from '../props/number';
import {
  advised,
  either,
  listOf,
  map,
  mapOf,
  oneOf,
  optional,
  record,
  scalar,
  Shape,
  Shapes,
  text,
} from '../props/shape';
import { dnsNames, DnsPeer, DnsProps, DnsServers } from './dns';

const empty = { code: 'out-of-range', want: 'must name at least one', got: '[]' } as const;
const example = '{ peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }';
const serversShape = advised(
  record<DnsServers>({
    peers: listOf(either(record({ namespaceName: text, podLabels: optional(mapOf(text)) }), record({ cidr: scalar }))),
    ports: optional(listOf(scalar)),
  }),
  example,
);

/** DNS servers that exist by their name, or that a NetworkPolicy can select. */
export const dnsShape: Shape = {
  wanted: `${oneOf(...dnsNames).wanted} or { peers, ports }`,
  misfit: (value) => {
    if (typeof value === 'string' && dnsNames.includes(value)) return undefined;
    if (map.misfit(value) !== undefined)
      return {
        at: '',
        code: 'invalid-type',
        want: `must be ${dnsShape.wanted}`,
        got: described(value),
        write: `write "kube-dns" or ${example}`,
      };
    return serversShape.misfit(value) ?? serversMisfit(value as DnsServers);
  },
};

/** The shape of the prop. */
export const dnsShapes: Shapes<DnsProps> = { dns: optional(dnsShape) };

function serversMisfit({ peers, ports = [53] }: DnsServers): ReturnType<Shape['misfit']> {
  // An empty list is every address, or every port, to a NetworkPolicy.
  if (peers.length === 0) return { at: '.peers', ...empty, write: `write ${example}` };
  if (ports.length === 0) return { at: '.ports', ...empty, write: 'write [53]' };
  for (const [index, peer] of peers.entries()) {
    const problem = peerProblem(peer);
    if (problem !== undefined) return { ...problem, at: `.peers[${index}]${problem.at}` };
  }
  const wrong = ports.map((port) => integerProblem(port, 1, 65535)).find((problem) => problem !== undefined);
  return wrong === undefined ? undefined : { at: '.ports', ...wrong };
}

function peerProblem(peer: DnsPeer): ReturnType<Shape['misfit']> {
  if ('cidr' in peer) return misfitAt('.cidr', cidrProblem(peer.cidr));
  const { namespaceName, podLabels = {} } = peer;
  const labels = Object.entries(podLabels).map(([key, value]) =>
    misfitAt(`.podLabels ${shown(key)}`, labelKeyProblem(key) ?? labelValueProblem(value)),
  );
  return misfitAt('.namespaceName', dnsLabelProblem(namespaceName)) ?? labels.find((misfit) => misfit !== undefined);
}

function misfitAt(at: string, problem: Problem | undefined): ReturnType<Shape['misfit']> {
  return problem === undefined ? undefined : { at, ...problem };
}

function described(value: unknown): string {
  return Array.isArray(value) ? 'a list' : shown(value);
}
