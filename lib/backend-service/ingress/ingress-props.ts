import { Issuer, issuerShape } from '../../operators/issuer';
import { either, listOf, mapOf, oneOf, present, record, scalar, Shape, text, optional } from '../../props/shape';

/** An Ingress: its host and paths, and whose controller serves it. */
export type IngressRoute = {
  /** The host name that is asked for. */
  readonly host: string;
  /**
   * The paths that lead here with all below them.
   * @default - ['/']
   */
  readonly paths?: readonly string[];
  /**
   * The source of the certificate: a TLS Secret that exists; cert-manager; a certificate of the cloud by its name there, such as the
   * ARN of one of ACM; or, with `load balancer`, what the platform finds or makes by itself: on `aws` ACM's certificate of the host, on
   * `gke` one that Google manages, elsewhere the controller's default certificate.
   */
  readonly tls:
    { readonly secretName: string } | { readonly issuer: Issuer } | { readonly certificate: string } | 'load balancer';
  /**
   * Further settings of the controller, such as `alb.ingress.kubernetes.io/group.name`.
   * @default - those of the platform
   */
  readonly annotations?: Readonly<Record<string, string>>;
} & (
  | {
      /**
       * The controller. `aws`: an Application Load Balancer of the AWS Load Balancer Controller; `gke`: an Application Load
       * Balancer of GKE Ingress; `aks`: the Application Gateway Ingress Controller. All send to the pods, without a node between.
       */
      readonly platform: 'aws' | 'gke' | 'aks';
      /** The clients that can reach it: those of the private network, or all. The platforms' own defaults differ. */
      readonly reach: 'internal' | 'internet';
      /**
       * The IngressClass; there is none on `gke`, which has an annotation in its place.
       * @default - `alb` or `azure-application-gateway`
       */
      readonly className?: string;
    }
  | {
      /** The controller in the cluster: `nginx` (ingress-nginx), or `traefik` with its entry point `websecure`. */
      readonly platform: 'nginx' | 'traefik';
      readonly reach?: undefined;
      /**
       * The IngressClass.
       * @default - the platform's name
       */
      readonly className?: string;
    }
  | {
      readonly platform?: undefined;
      readonly reach?: undefined;
      /** The IngressClass of a controller that is none of the platforms. */
      readonly className: string;
    }
);

/** Which of the fields go together is for the check to say. */
export const ingressShape: Shape = record<Record<keyof IngressRoute, unknown>>({
  host: scalar,
  platform: scalar,
  reach: scalar,
  className: scalar,
  paths: optional(listOf(text)),
  tls: either(
    oneOf('load balancer'),
    record({ secretName: present }),
    record({ issuer: issuerShape }),
    record({ certificate: present }),
  ),
  annotations: optional(mapOf(scalar)),
});
