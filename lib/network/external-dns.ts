import { textField } from '../manifests/manifest';

/** The annotation of hosts that external-dns writes into DNS: https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/ */
export const externalDnsHostname = 'external-dns.alpha.kubernetes.io/hostname';

/** Returns the hosts that an object asks external-dns for, as it writes them. */
export function externalDnsHosts(object: unknown): string[] {
  return (textField(object, 'metadata', 'annotations', externalDnsHostname) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
