import { annotations } from '../../kubernetes/labels';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { issuer } from '../../operators/issuer';
import { object } from '../../props/object';
import { oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { absent, variant } from '../../props/variant';
import { host, paths } from './route-paths';

const secretCertificate = object({
  /** The name of a TLS Secret that exists. */
  secretName: string({ check: dnsSubdomainProblem }),
});

const issuedCertificate = object({
  /** The issuer that cert-manager asks for the certificate. */
  issuer,
});

const cloudCertificate = object({
  /** The name of a certificate of the cloud, such as the ARN of one of ACM. */
  certificate: string({ example: '"arn:aws:acm:…"' }),
});

const noAnnotations: Readonly<Record<string, string>> = {};

const served = {
  /** The host name of the requests. */
  host,
  /** The paths of the requests; each leads here with all below it. @default - ['/'] */
  paths,
  /**
   * The source of the certificate: a TLS Secret that exists; cert-manager; a certificate of the cloud by its name there; or, with
   * `load balancer`, the platform's own: on `aws` ACM's certificate of the host, on `gke` one that Google manages, elsewhere the
   * controller's default certificate.
   */
  tls: union([oneOf(['load balancer']), secretCertificate, issuedCertificate, cloudCertificate]),
  /**
   * Further settings of the controller, such as `alb.ingress.kubernetes.io/group.name`.
   * @default - those of the platform
   */
  annotations: optional(annotations, noAnnotations),
};

const className = string({ check: dnsSubdomainProblem, example: '"nginx", or a platform' });

const cloudIngress = object({
  ...served,
  /**
   * The controller. `aws`: an Application Load Balancer of the AWS Load Balancer Controller; `gke`: an Application Load Balancer of GKE
   * Ingress; `aks`: the Application Gateway Ingress Controller. All send to the pods, without a node between.
   */
  platform: oneOf(['aws', 'gke', 'aks']),
  /** The clients that can reach it: those of the private network, or all. The platforms' own defaults differ. */
  scheme: oneOf(['internal', 'internet-facing']),
  /**
   * The IngressClass. GKE Ingress does not read it, but an annotation.
   * @default - `alb` or `azure-application-gateway`
   */
  className: optional(className),
});

const clusterIngress = object({
  ...served,
  /** The controller in the cluster: `nginx` (ingress-nginx), or `traefik` with its entry point `websecure`. */
  platform: oneOf(['nginx', 'traefik']),
  /** Undefined: it is that of the controller's own Service. */
  scheme: absent,
  /** The IngressClass. @default - the platform's name */
  className: optional(className),
});

const classIngress = object({
  ...served,
  /** Undefined for the controller of another class. */
  platform: absent,
  /** Undefined: it is that of the controller's own Service. */
  scheme: absent,
  /** The IngressClass of a controller that is not one of the platforms. */
  className,
});

/** An Ingress of a cloud's load balancer. */
export interface CloudIngress extends PropsOf<typeof cloudIngress>, Props {}

/** An Ingress of a controller in the cluster. */
export interface ClusterIngress extends PropsOf<typeof clusterIngress>, Props {}

/** An Ingress of the controller of a class. */
export interface ClassIngress extends PropsOf<typeof classIngress>, Props {}

/** An Ingress of the platform that `setDefaults` set. */
export interface PlatformIngress
  extends Omit<CloudIngress, 'platform' | 'className'>, Partial<Record<'platform' | 'className', undefined>> {}

/** An Ingress: its host and paths, and the platform or the class of its controller. */
export type IngressProps = CloudIngress | ClusterIngress | ClassIngress | PlatformIngress;

/** An Ingress with every default decided. */
export type DecidedIngress =
  Decided<typeof cloudIngress> | Decided<typeof clusterIngress> | Decided<typeof classIngress>;

/** The schema of an Ingress. */
export const ingress = named<IngressProps, DecidedIngress>(
  variant('platform', [cloudIngress, clusterIngress, classIngress]),
);
