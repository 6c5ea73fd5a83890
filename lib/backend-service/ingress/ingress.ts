import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { issuedBy } from '../../operators/issuer';
import { mainPort } from '../workload/ports';
import { IngressBackend, platformOf } from './ingress-platforms';
import { DecidedIngress } from './ingress-props';

/** Returns the annotations of an Ingress: those of its platform, and those that are given. */
export function ingressAnnotations(ingress: DecidedIngress, backend: IngressBackend): Record<string, string> {
  return { ...platformOf(ingress).annotations?.(ingress, backend), ...ingress.annotations };
}

/** Returns an Ingress' spec. `tls` has the host also where the platform finds the certificate by it: without `tls` there is no HTTPS. */
export function ingressSpec(
  { name, serviceName }: { readonly name: string; readonly serviceName: string },
  ingress: DecidedIngress,
): k8s.IngressSpec {
  const { host, paths, className = platformOf(ingress).className, platform } = ingress;
  const secretName = tlsSecretName(name, ingress);
  const isElsewhere = secretName === undefined && (platform === 'gke' || platform === 'aks');
  return {
    ingressClassName: className,
    tls: isElsewhere ? undefined : [{ hosts: [host], secretName }],
    rules: [
      {
        host,
        http: {
          paths: paths.map((path) => ({
            path,
            pathType: 'Prefix',
            backend: { service: { name: serviceName, port: { name: mainPort } } },
          })),
        },
      },
    ],
  };
}

/** Returns the object that requests the certificate, without its metadata; undefined if the certificate comes from elsewhere. */
export function certificateFields(
  service: string,
  ingress: DecidedIngress,
): { readonly apiVersion: string; readonly kind: string; readonly spec: Record<string, unknown> } | undefined {
  const { tls, host, platform } = ingress;
  if (tls === 'load balancer')
    return platform === 'gke'
      ? { apiVersion: 'networking.gke.io/v1', kind: 'ManagedCertificate', spec: { domains: [host] } }
      : undefined;
  if (!('issuer' in tls)) return undefined;
  const spec = { secretName: tlsSecretName(service, ingress), dnsNames: [host], ...issuedBy(tls.issuer) };
  return { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', spec };
}

/** Reports settings that the platform does not read, and a class of a platform without the platform's settings. */
export function checkIngress(
  findings: Findings,
  { props: { ingress } }: { readonly props: { readonly ingress?: DecidedIngress } },
): void {
  if (ingress === undefined) return;
  const { className, platform } = ingress;
  if (platform === 'gke' && className !== undefined) {
    const write = 'leave it out and write scheme';
    const want = 'is not read by GKE Ingress';
    findings.add('ingress.className', { code: 'unsupported', want, got: quoted(className), write });
  }
  const meant = platform === undefined ? platformOfClass(className) : undefined;
  // Settings by hand are as good.
  if (meant !== undefined && ingress.annotations['alb.ingress.kubernetes.io/target-type'] !== 'ip') {
    const want = 'needs settings that platform has';
    const write = `write platform: ${quoted(meant)} and scheme in its place`;
    findings.add('ingress.className', { code: 'conflict', want, got: `${quoted(className)} alone`, write });
  }
  findings.add('ingress.tls', platformOf({ platform: platform ?? meant }).tlsProblem(ingress));
}

/** Returns the platform that a class is of without doubt, and that needs more than the class. */
function platformOfClass(className: string | undefined): 'aws' | 'gke' | undefined {
  if (className === 'alb') return 'aws';
  return className === 'gce' || className === 'gce-internal' ? 'gke' : undefined;
}

function tlsSecretName(service: string, { tls }: DecidedIngress): string | undefined {
  if (tls === 'load balancer') return undefined;
  return 'secretName' in tls ? tls.secretName : 'issuer' in tls ? `${service}-tls` : undefined;
}
