import { isDeepStrictEqual } from 'node:util';
import { quoted } from '../../findings/problem';
import { Rule } from '../rule';
import { field, KubernetesManifest, listField, objectName, textField, textMapField } from '../../manifests/manifest';
import { protocolOf } from '../../manifests/pod-template';
import { searchable } from '../../manifests/remembered';
import { externalDnsHostname, externalDnsHosts } from '../../network/external-dns';

const setIdentifier = 'external-dns.alpha.kubernetes.io/set-identifier';

/**
 * A host that external-dns writes for load balancers leads to the same pods wherever a client connects. Services of other ports may share an
 * address, and with it the host; those with a `set-identifier` share a host on purpose.
 * https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
 */
export const uniqueExternalHosts: Rule = {
  id: 'unique-external-hosts',
  summary: 'A host of external-dns leads to the pods of one Service',
  why: 'external-dns writes the addresses of both load balancers into one record, and a client connects to either',
  acrossObjects: true,
  perConstruct: true,
  *check(service, objects) {
    for (const host of hosts(service)) {
      const other = servicesOf(objects, host).find(
        (each) => !haveSamePods(each, service) && ports(each).some((port) => ports(service).includes(port)),
      );
      if (other === undefined) continue;
      const path = ['metadata', 'annotations', externalDnsHostname];
      const want = `must not be a host of ${objectName(other)}, which has other pods at the same port`;
      yield { path, want, got: quoted(host), write: 'write a host of its own' };
    }
  },
};

const servicesOf = searchable(hosts);

/** The hosts that external-dns writes for a load balancer, each with one record for all that ask. */
function hosts(object: KubernetesManifest): string[] {
  if (object.kind !== 'Service' || object.apiVersion !== 'v1') return [];
  if (textField(object, 'spec', 'type') !== 'LoadBalancer') return [];
  if (field(object, 'metadata', 'annotations', setIdentifier) !== undefined) return [];
  return [...new Set(externalDnsHosts(object).map((name) => name.toLowerCase().replace(/\.$/, '')))].filter(
    (name) => name !== '',
  );
}

/** Tells whether two Services lead to the same pods. */
function haveSamePods(one: KubernetesManifest, other: KubernetesManifest): boolean {
  const [pods, others] = [one, other].map((service) => textMapField(service, 'spec', 'selector'));
  return one.metadata.namespace === other.metadata.namespace && isDeepStrictEqual(pods, others);
}

/** The ports of a Service, as strings to compare: `27017/TCP`. */
function ports(service: KubernetesManifest): string[] {
  return listField(service, 'spec', 'ports').map((port) => `${String(field(port, 'port'))}/${protocolOf(port)}`);
}
