import { Problem } from '../../findings/problem';
import { DecidedIngress } from './ingress-props';
import { IngressPlatform, tlsSource } from './ingress-platform';

/** ingress-nginx, which redirects to HTTPS by itself where an Ingress has TLS. */
export const nginx: IngressPlatform = {
  className: 'nginx',
  namespaceName: 'ingress-nginx',
  isCloud: false,
  annotations: () => ({}),
  tlsProblem: cloudCertificateProblem,
};

/**
 * Traefik. Without the annotations an Ingress is served at all entry points, and in plain HTTP.
 * https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
 */
export const traefik: IngressPlatform = {
  className: 'traefik',
  namespaceName: 'traefik',
  isCloud: false,
  annotations: () => ({
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  }),
  tlsProblem: cloudCertificateProblem,
};

/** A controller that the library does not know. */
export const otherController: IngressPlatform = {
  namespaceName: 'ingress',
  isCloud: false,
  annotations: () => ({}),
  tlsProblem: cloudCertificateProblem,
};

function cloudCertificateProblem(ingress: DecidedIngress): Problem | undefined {
  return tlsSource(ingress) === 'certificate'
    ? {
        code: 'unsupported',
        want: 'must not be a certificate of a cloud, which this controller does not read',
        got: '{ certificate }',
        write: 'write { secretName } or { issuer }',
      }
    : undefined;
}
