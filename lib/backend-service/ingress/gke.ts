import { quoted } from '../../findings/findings';
import { IngressPlatform, tlsSource } from './ingress-platform';

const notManaged = { code: 'unsupported', write: 'write { secretName }, { issuer } or { certificate }' } as const;

/**
 * An Application Load Balancer of GKE Ingress. It reads the class from an annotation and not from the spec, sends to pods by network
 * endpoint groups, and takes its health check from the readiness probe.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
 */
export const gke: IngressPlatform = {
  isCloud: true,
  // The load balancers' proxies and health checks.
  addresses: ['35.191.0.0/16', '130.211.0.0/22'],
  unknownAddresses: ({ reach }) => (reach === 'internal' ? 'the proxy-only subnet' : undefined),
  annotations: (ingress, { name }) => ({
    'kubernetes.io/ingress.class': ingress.reach === 'internal' ? 'gce-internal' : 'gce',
    'kubernetes.io/ingress.allow-http': 'false',
    ...(ingress.tls === 'load balancer' ? { 'networking.gke.io/managed-certificates': name } : {}),
    ...(typeof ingress.tls === 'object' && 'certificate' in ingress.tls
      ? { 'ingress.gcp.kubernetes.io/pre-shared-cert': ingress.tls.certificate }
      : {}),
  }),
  serviceAnnotations: { 'cloud.google.com/neg': '{"ingress": true}' },
  tlsProblem: (ingress) => {
    if (tlsSource(ingress) !== 'load balancer') return undefined;
    if (ingress.reach === 'internal')
      return {
        ...notManaged,
        want: 'must not be left to the load balancer inside of the network, for which Google manages no certificate',
        got: '"load balancer"',
      };
    return ingress.host.startsWith('*')
      ? {
          ...notManaged,
          want: 'must not be left to the load balancer for a wildcard',
          got: `host ${quoted(ingress.host)}`,
        }
      : undefined;
  },
};
