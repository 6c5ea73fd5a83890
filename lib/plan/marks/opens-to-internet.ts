import { field, listField, textField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { Allowance, gained, rulePorts } from '../gained';
import { Mark } from '../mark';

const internalAnnotations = [
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal'],
  ['service.beta.kubernetes.io/aws-load-balancer-internal', 'true', '0.0.0.0/0'],
  ['networking.gke.io/load-balancer-type', 'Internal'],
  ['cloud.google.com/load-balancer-type', 'Internal'],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true'],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', 'true'],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', 'true'],
  ['alb.ingress.kubernetes.io/scheme', 'internal'],
  ['kubernetes.io/ingress.class', 'gce-internal'],
] as const;
const privateRange =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|127\.|169\.254\.|f[cd][0-9a-f]{2}:|fe80:)/i;
const anywhere = '0.0.0.0/0';

/** More of the world than before can send requests: by a load balancer, a node's port, a route, or a network policy that lets it in. */
export const opensToInternet: Mark = {
  id: 'opens-to-internet',
  isDangerous: true,
  label: 'opens to the internet',
  *find({ before, after }, all) {
    if (after === undefined) return;
    // Without any policy around it, a new one can only close.
    const isFirst = before === undefined && after.kind === 'NetworkPolicy' && !hasPolicy(all.before, after);
    if (!isFirst) yield* gained(before === undefined ? [] : openings(before), openings(after));
  },
};

function openings(manifest: Manifest): Allowance[] {
  if (isInternal(manifest)) return [];
  if (manifest.kind === 'Service' && groupOf(manifest) === '') return serviceOpenings(manifest);
  if (manifest.kind === 'Ingress' || manifest.kind.endsWith('Route') || manifest.kind === 'Gateway')
    return routeOpenings(manifest);
  return manifest.kind === 'NetworkPolicy' ? policyOpenings(manifest) : [];
}

function isInternal(manifest: Manifest): boolean {
  return internalAnnotations.some(([key, ...values]) =>
    (values as readonly string[]).includes(textField(manifest, 'metadata', 'annotations', key) ?? ''),
  );
}

function serviceOpenings(service: Manifest): Allowance[] {
  const type = field(service, 'spec', 'type');
  const externalIps = texts(listField(service, 'spec', 'externalIPs')).map((address) => ({
    what: `traffic to the address ${address} comes in`,
    path: ['spec', 'externalIPs'],
  }));
  if (type === 'NodePort') return [{ what: 'every node has a port of it', path: ['spec', 'type'] }, ...externalIps];
  if (type !== 'LoadBalancer') return externalIps;
  const ranges = texts(listField(service, 'spec', 'loadBalancerSourceRanges'));
  const path = ['spec', ranges.length === 0 ? 'type' : 'loadBalancerSourceRanges'];
  const sources = (ranges.length === 0 ? [anywhere] : ranges).filter((range) => !privateRange.test(range));
  return [...sources.map((source) => ({ what: `a load balancer lets in ${source}`, path })), ...externalIps];
}

function routeOpenings(route: Manifest): Allowance[] {
  const path = ['spec'];
  const hosts = texts(listField(route, 'spec', 'hostnames'));
  const rules = listField(route, 'spec', 'rules').flatMap((rule) => {
    const named = textField(rule, 'host');
    const paths = [
      ...listField(rule, 'http', 'paths').map((each) => textField(each, 'path')),
      ...listField(rule, 'matches').map((each) => textField(each, 'path', 'value')),
    ].map((each) => each ?? '/');
    const owners = hosts.length > 0 ? hosts : [named ?? 'any host'];
    return owners.flatMap((host) => (paths.length === 0 ? ['/'] : paths).map((each) => `${host}${each}`));
  });
  const listeners = listField(route, 'spec', 'listeners').map(
    (each) => `${textField(each, 'hostname') ?? 'any host'}, port ${String(field(each, 'port'))}`,
  );
  const backend = field(route, 'spec', 'defaultBackend') === undefined ? [] : ['any host/'];
  return [...rules, ...listeners, ...backend].map((what) => ({ what: `${what} is answered from outside`, path }));
}

/** Who else than the cluster's own pods a policy lets in. */
function policyOpenings(policy: Manifest): Allowance[] {
  const path = ['spec', 'ingress'];
  const pods = JSON.stringify(field(policy, 'spec', 'podSelector') ?? {});
  const sources = listField(policy, ...path).flatMap((rule) => {
    const from = listField(rule, 'from');
    const ports = rulePorts(rule);
    const where = ports.length === 0 ? ['every port'] : ports.map((port) => `port ${port}`);
    const peers = from.length === 0 ? ['anybody'] : texts(from.map((peer) => field(peer, 'ipBlock', 'cidr')));
    return peers
      .filter((peer) => !privateRange.test(peer))
      .flatMap((peer) =>
        where.map((each) => `${each} lets in ${peer === '::/0' || peer === anywhere ? 'anybody' : peer}`),
      );
  });
  return sources.map((what) => ({ what: what + (pods === '{}' ? ', of every pod' : ''), path }));
}

function hasPolicy(manifests: readonly Manifest[], { metadata }: Manifest): boolean {
  return manifests.some((each) => each.kind === 'NetworkPolicy' && each.metadata.namespace === metadata.namespace);
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string');
}
