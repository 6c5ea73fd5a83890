/** The annotation of a Service or route that external-dns writes hosts for: https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/ */
export const externalDnsHostname = 'external-dns.alpha.kubernetes.io/hostname';
