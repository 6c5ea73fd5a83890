import { IngressPlatform, tlsSource } from './ingress-platform';

const prefix = 'appgw.ingress.kubernetes.io/';

/**
 * An Azure Application Gateway by its Ingress Controller. It is public and serves HTTP too by default, and takes its health check from
 * the readiness probe.
 * https://azure.github.io/application-gateway-kubernetes-ingress/annotations/
 */
export const applicationGateway: IngressPlatform = {
  className: 'azure-application-gateway',
  isCloud: true,
  unknownAddresses: () => "the gateway's subnet",
  annotations: ({ scheme, tls }) => ({
    [`${prefix}ssl-redirect`]: 'true',
    [`${prefix}use-private-ip`]: String(scheme === 'internal'),
    ...(typeof tls === 'object' && 'certificate' in tls ? { [`${prefix}appgw-ssl-certificate`]: tls.certificate } : {}),
  }),
  tlsProblem: (ingress) =>
    tlsSource(ingress) === 'load balancer'
      ? {
          code: 'unsupported',
          want: 'must name a certificate, because an Application Gateway has no default one',
          got: '"load balancer"',
          write: 'write { secretName }, { issuer } or { certificate: "its name in the gateway" }',
        }
      : undefined,
};
