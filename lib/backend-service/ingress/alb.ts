import { quoted } from '../../findings/findings';
import { IngressPlatform, tlsSource } from './ingress-platform';

const prefix = 'alb.ingress.kubernetes.io/';

/**
 * An Application Load Balancer of the AWS Load Balancer Controller. By default it is internal, sends to node ports, which a ClusterIP
 * Service does not have, and probes pods at `/`.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export const alb: IngressPlatform = {
  className: 'alb',
  isCloud: true,
  unknownAddresses: () => 'the VPC',
  annotations: ({ reach, tls }, { ready }) => ({
    [`${prefix}scheme`]: reach === 'internet' ? 'internet-facing' : 'internal',
    [`${prefix}target-type`]: 'ip',
    [`${prefix}listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
    [`${prefix}ssl-redirect`]: '443',
    ...(ready === undefined
      ? { [`${prefix}success-codes`]: '200-499' }
      : {
          [`${prefix}healthcheck-path`]: ready.path,
          [`${prefix}healthcheck-port`]: String(ready.port),
          [`${prefix}healthcheck-protocol`]: ready.scheme,
        }),
    ...(typeof tls === 'object' && 'certificate' in tls ? { [`${prefix}certificate-arn`]: tls.certificate } : {}),
  }),
  tlsProblem: (ingress) => {
    const source = tlsSource(ingress);
    if (source === 'secretName' || source === 'issuer')
      return {
        code: 'unsupported',
        want: 'must be a certificate of ACM, for an ALB reads no Secret',
        got: `{ ${source} }`,
        write: 'write "load balancer", with which it finds that of the host, or { certificate: "arn:aws:acm:…" }',
      };
    const { tls } = ingress;
    if (typeof tls !== 'object' || !('certificate' in tls)) return undefined;
    return /^arn:aws[a-z-]*:(acm|iam):\S+$/.test(tls.certificate)
      ? undefined
      : {
          code: 'invalid-format',
          want: 'must be the ARN of a certificate',
          got: quoted(tls.certificate),
          write: 'write "arn:aws:acm:…"',
        };
  },
};
