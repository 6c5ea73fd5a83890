import { listField, KubernetesManifest, textField } from '../../manifests/manifest';

// By these annotations, with these values, a cloud gives an internal address.
const internalAnnotations: Readonly<Record<string, readonly string[]>> = {
  'service.beta.kubernetes.io/aws-load-balancer-scheme': ['internal'],
  'service.beta.kubernetes.io/aws-load-balancer-internal': ['true', '0.0.0.0/0'],
  'networking.gke.io/load-balancer-type': ['Internal'],
  'cloud.google.com/load-balancer-type': ['Internal'],
  'service.beta.kubernetes.io/azure-load-balancer-internal': ['true'],
  'service.beta.kubernetes.io/oci-load-balancer-internal': ['true'],
  'service.beta.kubernetes.io/openstack-internal-load-balancer': ['true'],
  'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': ['intranet'],
  'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': ['private'],
  'service.beta.kubernetes.io/do-loadbalancer-network': ['INTERNAL'],
  'yandex.cloud/load-balancer-type': ['internal'],
  'alb.ingress.kubernetes.io/scheme': ['internal'],
  'appgw.ingress.kubernetes.io/use-private-ip': ['true'],
};
const internalName = /(?:^|[-_./])(?:internal|intranet|private|rilb)(?:$|[-_./])/i;
const rangeAnnotation = /whitelist|allow-?list|source-ranges?$|inbound-cidrs$|allowed-ip-ranges$/i;
const privateRange =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|127\.|169\.254\.|f[cd][0-9a-f]{2}:|fe80:)/i;

/** Tells whether an object is reached from a private network only, by a cloud's annotation or because the class or gateway says so by its name. */
export function isInternal(manifest: KubernetesManifest, door = ''): boolean {
  if (door.split(' ').some((name) => internalName.test(name)) || hasPrivateAddress(manifest)) return true;
  return [manifest.metadata.annotations, manifest['spec']].some((place) =>
    Object.entries(internalAnnotations).some(([key, values]) =>
      values.includes(textField(place, key) ?? textField(place, 'infrastructure', 'annotations', key) ?? ''),
    ),
  );
}

// By these annotations a controller in a network of its own gives a load balancer its addresses.
const addressAnnotation =
  /^(?:lbipam\.cilium\.io\/ips|io\.cilium\/lb-ipam-ips|metallb\.(?:universe\.tf|io)\/loadBalancerIPs|kube-vip\.io\/loadbalancerIPs|purelb\.io\/addresses)$/i;

/** Tells whether an object states the addresses of its load balancer, all of a private network. */
function hasPrivateAddress({ spec, metadata }: KubernetesManifest): boolean {
  const annotated = Object.entries<unknown>(metadata.annotations ?? {}).filter(([key]) => addressAnnotation.test(key));
  const stated = [textField(spec, 'loadBalancerIP'), ...annotated.map(([, value]) => value)];
  const addresses = stated.flatMap((each) => (typeof each === 'string' ? each.split(/[\s,]+/) : [])).filter(Boolean);
  return addresses.length > 0 && addresses.every(isPrivateRange);
}

/** Tells whether an address range is one of a private network. */
export function isPrivateRange(range: string): boolean {
  return privateRange.test(range);
}

/** Tells whether an address range is the whole of IPv4 or of IPv6. */
export function isEverywhere(range: string): boolean {
  return range === '0.0.0.0/0' || range === '::/0';
}

/** The address ranges from which a load balancer or a route takes requests, of its field or an annotation; undefined if they are not limited. */
export function sourceRanges({ spec, metadata }: KubernetesManifest): string[] | undefined {
  const written = listField(spec, 'loadBalancerSourceRanges').filter((range) => typeof range === 'string');
  if (written.length > 0) return written;
  const annotated = Object.entries(metadata.annotations ?? {})
    .filter(([key]) => rangeAnnotation.test(key))
    .flatMap(([, value]: [string, unknown]) => (typeof value === 'string' ? value.split(/[\s,;]+/) : []))
    .filter((range) => range !== '');
  return annotated.length > 0 ? annotated : undefined;
}
