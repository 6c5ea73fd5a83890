import { Problem, quoted } from '../../findings/problem';
import { DecidedIngress, ingressHosts } from './ingress-props';

/** Facts of a backend that the settings of a controller depend on. */
export interface IngressBackend {
  /** The service's name, which the objects beside the Ingress have too. */
  readonly name: string;
  /** The request of the readiness probe; undefined if it is no HTTP request to one of the pod's ports. */
  readonly ready?: { readonly path: string; readonly port: number; readonly scheme: string };
}

/** A controller of Ingresses: the settings that it needs, and its limits. */
export interface IngressPlatform {
  /** The IngressClass unless another is stated; undefined if the annotations name the class. */
  readonly className?: string;
  /**
   * The namespaces that the controller is installed in: that of its own instructions first, and that of k3s and RKE2. Empty if its pods
   * are outside of the cluster, undefined if nothing is known of it.
   */
  readonly namespaceNames?: readonly string[];
  /** True if each Ingress gets a load balancer of the cloud, which connects to the pods from addresses of the network. */
  readonly isCloud: boolean;
  /** The addresses that it always connects from, as CIDR blocks. */
  readonly addresses?: readonly string[];
  /** The addresses that only the network's owner knows, in words; undefined if all are known. */
  readonly unknownAddresses?: (ingress: DecidedIngress) => string | undefined;
  /** Returns the annotations that the controller needs. */
  annotations?(ingress: DecidedIngress, backend: IngressBackend): Readonly<Record<string, string>>;
  /** The annotations of the Service that the Ingress leads to. */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /** Returns the problem of a certificate that the platform cannot use. */
  tlsProblem(ingress: DecidedIngress): Problem | undefined;
}

const albPrefix = 'alb.ingress.kubernetes.io/';

/**
 * An Application Load Balancer of the AWS Load Balancer Controller. By default it is internal, sends to node ports, which a ClusterIP
 * Service does not have, and probes pods at `/`.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
const alb: IngressPlatform = {
  className: 'alb',
  isCloud: true,
  namespaceNames: [],
  unknownAddresses: () => 'the VPC',
  annotations: (ingress, { ready }) => ({
    [`${albPrefix}scheme`]: ingress.scheme ?? 'internal',
    [`${albPrefix}target-type`]: 'ip',
    [`${albPrefix}listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
    [`${albPrefix}ssl-redirect`]: '443',
    ...(ready === undefined
      ? { [`${albPrefix}success-codes`]: '200-499' }
      : {
          [`${albPrefix}healthcheck-path`]: ready.path,
          [`${albPrefix}healthcheck-port`]: String(ready.port),
          [`${albPrefix}healthcheck-protocol`]: ready.scheme,
        }),
    ...certificateAnnotation(`${albPrefix}certificate-arn`, ingress),
  }),
  tlsProblem: ({ tls }) => {
    if (tls === 'load balancer') return undefined;
    if ('certificate' in tls) return arnProblem(tls.certificate);
    const want = 'must be a certificate of ACM, for an ALB reads no Secret';
    const write = 'write "load balancer", with which it finds that of the host, or { certificate: "arn:aws:acm:…" }';
    return { code: 'unsupported', want, got: `{ ${'issuer' in tls ? 'issuer' : 'secretName'} }`, write };
  },
};

const notManaged = { code: 'unsupported', write: 'write { secretName }, { issuer } or { certificate }' } as const;

/**
 * An Application Load Balancer of GKE Ingress. It reads the class from an annotation and not from the spec, sends to pods by network
 * endpoint groups, and takes its health check from the readiness probe.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
 */
const gke: IngressPlatform = {
  isCloud: true,
  namespaceNames: [],
  // The load balancers' proxies and health checks.
  addresses: ['35.191.0.0/16', '130.211.0.0/22'],
  unknownAddresses: ({ scheme }) => (scheme === 'internal' ? 'the proxy-only subnet' : undefined),
  annotations: (ingress, { name }) => ({
    'kubernetes.io/ingress.class': ingress.scheme === 'internal' ? 'gce-internal' : 'gce',
    'kubernetes.io/ingress.allow-http': 'false',
    ...(ingress.tls === 'load balancer' ? { 'networking.gke.io/managed-certificates': name } : {}),
    ...certificateAnnotation('ingress.gcp.kubernetes.io/pre-shared-cert', ingress),
  }),
  serviceAnnotations: { 'cloud.google.com/neg': '{"ingress": true}' },
  tlsProblem: (ingress) => {
    const { scheme, tls } = ingress;
    if (tls !== 'load balancer') return undefined;
    const want = 'must not be left to the load balancer';
    if (scheme === 'internal') {
      const reason = 'inside of the network, for which Google manages no certificate';
      return { ...notManaged, want: `${want} ${reason}`, got: '"load balancer"' };
    }
    const host = ingressHosts(ingress).find(([, rule]) => rule.host.startsWith('*'))?.[1].host;
    if (host === undefined) return undefined;
    return { ...notManaged, want: `${want} for a wildcard`, got: `host ${quoted(host)}` };
  },
};

const gatewayPrefix = 'appgw.ingress.kubernetes.io/';

/**
 * An Azure Application Gateway by its Ingress Controller. It is public and serves HTTP too by default, and takes its health check from
 * the readiness probe.
 * https://azure.github.io/application-gateway-kubernetes-ingress/annotations/
 */
const applicationGateway: IngressPlatform = {
  className: 'azure-application-gateway',
  isCloud: true,
  namespaceNames: [],
  unknownAddresses: () => "the gateway's subnet",
  annotations: (ingress) => ({
    [`${gatewayPrefix}ssl-redirect`]: 'true',
    [`${gatewayPrefix}use-private-ip`]: String(ingress.scheme === 'internal'),
    ...certificateAnnotation(`${gatewayPrefix}appgw-ssl-certificate`, ingress),
  }),
  tlsProblem: ({ tls }) => {
    if (tls !== 'load balancer') return undefined;
    const want = 'must name a certificate, because an Application Gateway has no default one';
    const write = 'write { secretName }, { issuer } or { certificate: "its name in the gateway" }';
    return { code: 'unsupported', want, got: '"load balancer"', write };
  },
};

/** The platforms by the name that `ingress.platform` has. */
export const ingressPlatforms: Readonly<Record<NonNullable<DecidedIngress['platform']>, IngressPlatform>> = {
  aws: alb,
  gke,
  aks: applicationGateway,
  // It redirects to HTTPS by itself where an Ingress has TLS.
  nginx: {
    className: 'nginx',
    namespaceNames: ['ingress-nginx', 'kube-system'],
    isCloud: false,
    tlsProblem: cloudCertificateProblem,
  },
  // Without the annotations an Ingress is served at all entry points, and in plain HTTP.
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
  traefik: {
    className: 'traefik',
    namespaceNames: ['traefik', 'kube-system'],
    isCloud: false,
    annotations: () => ({
      'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
      'traefik.ingress.kubernetes.io/router.tls': 'true',
    }),
    tlsProblem: cloudCertificateProblem,
  },
};

/** A controller that the library does not know. */
const otherController: IngressPlatform = {
  isCloud: false,
  tlsProblem: cloudCertificateProblem,
};

/** Returns the controller of an Ingress. */
export function platformOf({ platform }: Pick<DecidedIngress, 'platform'>): IngressPlatform {
  return platform === undefined ? otherController : ingressPlatforms[platform];
}

function certificateAnnotation(key: string, { tls }: DecidedIngress): Record<string, string> {
  return typeof tls === 'object' && 'certificate' in tls ? { [key]: tls.certificate } : {};
}

function arnProblem(certificate: string): Problem | undefined {
  if (/^arn:aws[a-z-]*:(acm|iam):\S+$/.test(certificate)) return undefined;
  const want = 'must be the ARN of a certificate';
  return { code: 'invalid-format', want, got: quoted(certificate), write: 'write "arn:aws:acm:…"' };
}

function cloudCertificateProblem({ tls }: DecidedIngress): Problem | undefined {
  if (tls === 'load balancer' || !('certificate' in tls)) return undefined;
  const want = 'must not be a certificate of a cloud, which this controller does not read';
  return { code: 'unsupported', want, got: '{ certificate }', write: 'write { secretName } or { issuer }' };
}
