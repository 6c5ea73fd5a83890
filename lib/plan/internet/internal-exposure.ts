import { textField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';

/** The annotations by which a cloud gives an internal address, and their values for it. */
const annotations: Readonly<Record<string, readonly string[]>> = {
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

/** Tells whether an object is reached from a private network only, by a cloud's annotation or because the class or gateway says so by its name. */
export function isInternal(manifest: Manifest, door = ''): boolean {
  if (door.split(' ').some((name) => internalName.test(name))) return true;
  return [manifest.metadata.annotations, manifest['spec']].some((place) =>
    Object.entries(annotations).some(([key, values]) =>
      values.includes(textField(place, key) ?? textField(place, 'infrastructure', 'annotations', key) ?? ''),
    ),
  );
}
