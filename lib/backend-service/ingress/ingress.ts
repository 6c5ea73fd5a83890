import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { issuedBy } from '../../operators/issuer';
import { IngressBackend, platformOf } from './ingress-platforms';
import { DecidedIngress, ingressHosts, isDefaultBackend } from './ingress-props';

/** Returns the annotations of an Ingress: those of its platform, and those that are given. */
export function ingressAnnotations(ingress: DecidedIngress, backend: IngressBackend): Record<string, string> {
  return { ...platformOf(ingress).annotations?.(ingress, backend), ...ingress.annotations };
}

/** Returns an Ingress' spec. `tls` has the hosts also where the platform finds the certificate by them: without `tls` there is no HTTPS. */
export function ingressSpec(
  { name, serviceName }: { readonly name: string; readonly serviceName: string },
  ingress: DecidedIngress,
): k8s.IngressSpec {
  const { className = platformOf(ingress).className, platform, port } = ingress;
  const secretName = tlsSecretName(name, ingress);
  const isElsewhere = secretName === undefined && (platform === 'gke' || platform === 'aks');
  const backend = { service: { name: serviceName, port: { name: port } } };
  const tls = isElsewhere ? undefined : [{ hosts: hostNames(ingress), secretName }];
  if (isDefaultBackend(ingress)) return { ingressClassName: className, tls, defaultBackend: backend };
  const rules = ingressHosts(ingress).map(([, { host, paths }]) => ({
    host,
    http: { paths: paths.map(({ path, pathType }) => ({ path, pathType, backend })) },
  }));
  return { ingressClassName: className, tls, rules };
}

/** Returns the object that requests the certificate, without its metadata; undefined if the certificate comes from elsewhere. */
export function certificateFields(
  object: string,
  ingress: DecidedIngress,
): { readonly apiVersion: string; readonly kind: string; readonly spec: Record<string, unknown> } | undefined {
  const { tls, platform } = ingress;
  const domains = hostNames(ingress);
  if (tls === 'load balancer')
    return platform === 'gke'
      ? { apiVersion: 'networking.gke.io/v1', kind: 'ManagedCertificate', spec: { domains } }
      : undefined;
  if (!('issuer' in tls)) return undefined;
  const spec = { secretName: tlsSecretName(object, ingress), dnsNames: domains, ...issuedBy(tls.issuer) };
  return { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', spec };
}

/** Reports settings that the platform does not read, and a class of a platform without the platform's settings. */
export function checkIngress(findings: Findings, ingress: DecidedIngress): void {
  const { className, platform } = ingress;
  if (platform === 'gke' && className !== undefined) {
    const write = 'leave it out and write scheme';
    const want = 'is not read by GKE Ingress';
    findings.add('className', { code: 'unsupported', want, got: quoted(className), write });
  }
  const meant = platform === undefined ? platformOfClass(className) : undefined;
  // Settings by hand are as good.
  if (meant !== undefined && ingress.annotations['alb.ingress.kubernetes.io/target-type'] !== 'ip') {
    const want = 'needs settings that platform has';
    const write = `write platform: ${quoted(meant)} and scheme in its place`;
    findings.add('className', { code: 'conflict', want, got: `${quoted(className)} alone`, write });
  }
  findings.add('tls', platformOf({ platform: platform ?? meant }).tlsProblem(ingress));
  const hosts = ingressHosts(ingress).map(([, { host }]) => host);
  if (new Set(hosts).size < hosts.length) {
    const want = 'must be further hosts, each once';
    findings.add('rules', { code: 'not-unique', want, got: quoted(hosts), write: 'write their paths together' });
  }
  if (isDefaultBackend(ingress)) checkDefaultBackend(findings, ingress);
}

/** Reports rules beside a default backend, which some controllers then do not heed, and a certificate that is found by the host. */
function checkDefaultBackend(findings: Findings, { rules, paths, tls, platform }: DecidedIngress): void {
  const conflict = { code: 'conflict', got: 'host "*"' } as const;
  const write = 'write them in another Ingress of the list, with a name';
  const hasPaths = paths.length !== 1 || paths[0]?.path !== '/' || paths[0].pathType !== 'Prefix';
  if (hasPaths) findings.add('paths', { ...conflict, want: 'must be left out of the default backend', write });
  if (rules.length > 0) findings.add('rules', { ...conflict, want: 'must be left out of the default backend', write });
  if (tls === 'load balancer' ? platform !== 'aws' : !('issuer' in tls)) return;
  const want = 'must be a certificate that exists, because there is no host to find it or to issue it by';
  findings.add('tls', { ...conflict, want, write: 'write { certificate } or { secretName }, as the platform has it' });
}

/** Returns the platform that a class is of without doubt, and that needs more than the class. */
function platformOfClass(className: string | undefined): 'aws' | 'gke' | undefined {
  if (className === 'alb') return 'aws';
  return className === 'gce' || className === 'gce-internal' ? 'gke' : undefined;
}

function hostNames(ingress: DecidedIngress): string[] | undefined {
  return isDefaultBackend(ingress) ? undefined : ingressHosts(ingress).map(([, { host }]) => host);
}

function tlsSecretName(object: string, { tls }: DecidedIngress): string | undefined {
  if (tls === 'load balancer') return undefined;
  return 'secretName' in tls ? tls.secretName : 'issuer' in tls ? `${object}-tls` : undefined;
}
