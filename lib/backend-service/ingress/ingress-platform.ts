import { Problem } from '../../findings/problem';
import { DecidedIngress } from './ingress-props';

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
  /** The namespace that the controller's pods are commonly in; undefined if they are outside of the cluster. */
  readonly namespaceName?: string;
  /** True if each Ingress gets a load balancer of the cloud, which connects to the pods from addresses of the network. */
  readonly isCloud: boolean;
  /** The addresses that it always connects from, as CIDR blocks. */
  readonly addresses?: readonly string[];
  /** The addresses that only the network's owner knows, in words; undefined if all are known. */
  readonly unknownAddresses?: (ingress: DecidedIngress) => string | undefined;
  /** Returns the annotations that the controller needs. */
  annotations(ingress: DecidedIngress, backend: IngressBackend): Readonly<Record<string, string>>;
  /** The annotations of the Service that the Ingress leads to. */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /** Returns the problem of a certificate that the platform cannot use. */
  tlsProblem(ingress: DecidedIngress): Problem | undefined;
}

/** Returns the source of a certificate, as its author wrote it. */
export function tlsSource({ tls }: DecidedIngress): 'secretName' | 'issuer' | 'certificate' | 'load balancer' {
  if (tls === 'load balancer') return tls;
  return 'secretName' in tls ? 'secretName' : 'issuer' in tls ? 'issuer' : 'certificate';
}
