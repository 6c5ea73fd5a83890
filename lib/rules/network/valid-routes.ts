import { isIP } from 'node:net';
import { posix } from 'node:path';
import { faultsAt, Rule, RuleFault } from '../rule';
import { KubernetesManifest, placed, Placed, placedItems } from '../../manifests/manifest';
import { isGatewayRoute, isIngress, requestPaths } from '../../manifests/routes';
import { quoted } from '../../findings/problem';
import { dnsSubdomainProblem } from '../../kubernetes/names';

/** The API server refuses a host that is more than a name, and a path that does not begin at the root. */
export const validRoutes: Rule = {
  id: 'valid-routes',
  summary:
    'Hosts of an Ingress, HTTPRoute or GRPCRoute are DNS names, and paths begin with "/" and have whole segments',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(object) {
    for (const { path, value } of hosts(object)) {
      yield* faultsAt(path, typeof value === 'string' && value !== '' ? hostProblem(value) : undefined);
    }
    for (const { path, value, type } of requestPaths(object)) {
      if (type === 'RegularExpression') continue;
      if (typeof value === 'string' && value !== '' && !value.startsWith('/'))
        yield { path, want: 'must begin with "/"', got: quoted(value), write: `write ${quoted(`/${value}`)}` };
      else if (typeof value === 'string' && isOfSegments(type)) yield* faultsAt(path, segmentProblem(value));
    }
  },
};

function isOfSegments(type: string | undefined): boolean {
  return type === 'Exact' || type === 'Prefix' || type === 'PathPrefix';
}

/** The problem of a path whose segments requests do not have: they come with the shortest path that means the same. */
function segmentProblem(path: string): RuleFault | undefined {
  const [part] = /\/\/|\/\.\.?(?=\/|$)|%2f/i.exec(path) ?? [];
  if (part === undefined) return undefined;
  const write = posix.normalize(path.replaceAll(/%2f/gi, '/'));
  return { want: `must have no ${quoted(part)}`, got: quoted(path), write: `write ${quoted(write)}` };
}

function hosts(object: KubernetesManifest): readonly Placed[] {
  if (isGatewayRoute(object)) return placedItems({ path: [], value: object }, 'spec', 'hostnames');
  if (!isIngress(object)) return [];
  const [rules, certificates] = ['rules', 'tls'].map((name) => placedItems({ path: [], value: object }, 'spec', name));
  return [
    ...(rules ?? []).map((rule) => placed(rule, 'host')),
    ...(certificates ?? []).flatMap((certificate) => placedItems(certificate, 'hosts')),
  ];
}

function hostProblem(host: string): RuleFault | undefined {
  const name = host.replace(/^\*\./, '');
  const isAddress = isIP(name) !== 0;
  if (!isAddress && dnsSubdomainProblem(name) === undefined) return undefined;
  const bare = host
    .toLowerCase()
    .replace(/^[a-z][a-z+.-]*:\/\//, '')
    .replace(/[:/?#].*$/, '');
  const write = !isAddress && dnsSubdomainProblem(bare.replace(/^\*\./, '')) === undefined ? bare : 'api.example.com';
  return {
    want: 'must be a DNS name without scheme, port or path',
    got: quoted(host),
    write: `write ${quoted(write)}`,
  };
}
