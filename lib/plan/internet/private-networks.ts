import { field, listField, KubernetesManifest, textField, textMapField } from '../../manifests/manifest';
import { isInRange } from '../../network/cidr';

// By these annotations, with these values in whatever case, a cloud gives an internal address.
const internalAnnotations: Readonly<Record<string, RegExp>> = {
  'service.beta.kubernetes.io/aws-load-balancer-scheme': /^internal$/i,
  'service.beta.kubernetes.io/aws-load-balancer-internal': /^(?!false$)./i,
  'networking.gke.io/load-balancer-type': /^internal$/i,
  'cloud.google.com/load-balancer-type': /^internal$/i,
  'service.beta.kubernetes.io/azure-load-balancer-internal': /^true$/i,
  'service.beta.kubernetes.io/oci-load-balancer-internal': /^true$/i,
  'oci-network-load-balancer.oraclecloud.com/internal': /^true$/i,
  'service.beta.kubernetes.io/openstack-internal-load-balancer': /^true$/i,
  'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': /^intranet$/i,
  'service.beta.kubernetes.io/alicloud-loadbalancer-address-type': /^intranet$/i,
  'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': /^private$/i,
  'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid': /./,
  'service.beta.kubernetes.io/cce-load-balancer-internal-vpc': /^true$/i,
  'service.kubernetes.io/cce-load-balancer-internal-vpc': /^true$/i,
  'service.beta.kubernetes.io/do-loadbalancer-network': /^internal$/i,
  'service.beta.kubernetes.io/scw-loadbalancer-private': /^true$/i,
  'load-balancer.hetzner.cloud/disable-public-network': /^true$/i,
  'yandex.cloud/load-balancer-type': /^internal$/i,
  'alb.ingress.kubernetes.io/scheme': /^internal$/i,
  'appgw.ingress.kubernetes.io/use-private-ip': /^true$/i,
};
const awsClass = /^(?:service\.k8s\.aws|eks\.amazonaws\.com)\/nlb$/;
const poolAnnotation = /^metallb(?:\.universe\.tf|\.io)\/address-pool$/;
const internalName =
  /(?:^|[-_./])(?:internal|intern|intranet|private|priv|rilb|ilb|vpn|lan|local|egress|egressgateway)(?:$|[-_./])/i;
const rangeAnnotation = /whitelist|allow-?list|source-ranges?$|inbound-cidrs$|allowed-ip-ranges$/i;
const denyAnnotation = /deny|block|blacklist/i;
const privateRanges = [
  ...['10.0.0.0/8', '192.168.0.0/16', '172.16.0.0/12', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['fc00::/7', 'fe80::/10', '::1/128'],
];

/** Tells whether an object is reached from a private network only, by a cloud's annotation or because the class or gateway says so by its name. */
export function isInternal(manifest: KubernetesManifest, door = ''): boolean {
  if (door.split(' ').some((name) => internalName.test(name)) || hasPrivateAddress(manifest)) return true;
  return internalMarks(manifest).length > 0 || isInternalByDefault(manifest, door);
}

/** The annotations that ask for an internal address: `alb.ingress.kubernetes.io/scheme: internal`. */
export function internalMarks(manifest: KubernetesManifest): string[] {
  const places = [manifest.metadata.annotations, field(manifest, 'spec', 'infrastructure', 'annotations')];
  return places.flatMap((annotations) =>
    Object.entries(textMapField(annotations))
      .filter(([, value]: [string, unknown]) => typeof value === 'string')
      .filter(([key, value]) =>
        poolAnnotation.test(key) ? internalName.test(value) : internalAnnotations[key]?.test(value) === true,
      )
      .map(([key, value]) => `${key}: ${value}`),
  );
}

/** Tells whether nothing in an object says if its address is internal, and a controller's settings decide it, by default that it is. */
export function isLeftToDefault(manifest: KubernetesManifest): boolean {
  const { spec, metadata } = manifest;
  const doors = [textField(spec, 'ingressClassName'), textField(metadata.annotations, 'kubernetes.io/ingress.class')];
  const isBalancer = field(spec, 'type') === 'LoadBalancer';
  if (manifest.kind === 'Service' && !isBalancer) return false;
  return [...doors, textField(spec, 'loadBalancerClass'), ''].some((door = '') => isInternalByDefault(manifest, door));
}

// The load balancer controller of AWS and Tailscale open to the internet only what an annotation asks them to. The scheme of a group may be in the
// annotations of another member.
function isInternalByDefault({ kind, metadata }: KubernetesManifest, door: string): boolean {
  const annotation = (key: string): string | undefined => textField(metadata.annotations, key);
  if (door === 'tailscale') return annotation('tailscale.com/funnel') !== 'true';
  if (kind === 'Service') {
    const aws = 'service.beta.kubernetes.io/aws-load-balancer';
    const isOfController = ['external', 'nlb-ip'].includes(annotation(`${aws}-type`) ?? '') || awsClass.test(door);
    return isOfController && [`${aws}-scheme`, `${aws}-internal`].every((key) => annotation(key) === undefined);
  }
  const alb = 'alb.ingress.kubernetes.io';
  return door === 'alb' && [`${alb}/scheme`, `${alb}/group.name`].every((key) => annotation(key) === undefined);
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
  return privateRanges.some((whole) => isInRange(range, whole));
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
    .filter(([key]) => rangeAnnotation.test(key) && !denyAnnotation.test(key))
    .flatMap(([, value]: [string, unknown]) => (typeof value === 'string' ? value.split(/[\s,;]+/) : []))
    .filter((range) => range !== '');
  return annotated.length > 0 ? annotated : undefined;
}
