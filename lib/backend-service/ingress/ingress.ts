import type * as k8s from '../../../imports/k8s';
import { Findings, shown } from '../../findings/findings';
import { issuedBy } from '../../operators/issuer';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { nearName } from '../../findings/near-name';
import { checkAnnotations } from '../../pods/metadata';
import { mainPort } from '../workload/ports';
import { checkPaths, hostProblem } from './route-paths';
import { IngressBackend } from './ingress-platform';
import { ingressPlatforms, platformOf } from './ingress-platforms';
import { IngressRoute } from './ingress-props';

/** The annotations of an Ingress: those of its platform, and those that are given. */
export function ingressAnnotations(ingress: IngressRoute, backend: IngressBackend): Record<string, string> {
  return { ...platformOf(ingress).annotations(ingress, backend), ...ingress.annotations };
}

/** An Ingress' spec. `tls` has the host where the platform finds the certificate by it, for that is what says "HTTPS". */
export function ingressSpec(service: string, ingress: IngressRoute): k8s.IngressSpec {
  const { host, paths = ['/'], className = platformOf(ingress).className, platform } = ingress;
  const secretName = tlsSecretName(service, ingress);
  const isElsewhere = secretName === undefined && (platform === 'gke' || platform === 'aks');
  return {
    ...(className === undefined ? {} : { ingressClassName: className }),
    ...(isElsewhere ? {} : { tls: [{ hosts: [host], ...(secretName === undefined ? {} : { secretName }) }] }),
    rules: [
      {
        host,
        http: {
          paths: paths.map((path) => ({
            path,
            pathType: 'Prefix',
            backend: { service: { name: service, port: { name: mainPort } } },
          })),
        },
      },
    ],
  };
}

/** The object that is asked for the certificate, without its metadata; undefined where the certificate comes from elsewhere. */
export function certificateFields(
  service: string,
  ingress: IngressRoute,
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

/** Reports what no controller accepts, and what that of the platform does not do. */
export function checkIngress(findings: Findings, ingress: IngressRoute): void {
  const { host, className, paths, tls, annotations } = ingress;
  findings.add('host', hostProblem(host));
  checkPaths(findings, paths);
  checkAnnotations(findings, 'annotations', annotations ?? {});
  checkPlatform(findings, ingress);
  findings.add('className', className === undefined ? undefined : dnsSubdomainProblem(className));
  findings.add('tls', platformOf({ platform: ingress.platform ?? platformOfClass(className) }).tlsProblem(ingress));
  if (tls === 'load balancer') return;
  if ('secretName' in tls) findings.add('tls.secretName', dnsSubdomainProblem(tls.secretName));
}

function checkPlatform(findings: Findings, ingress: IngressRoute): void {
  const { className, reach, annotations = {} } = ingress;
  const platform = ingress.platform as string | number | undefined;
  const names = Object.keys(ingressPlatforms);
  if (platform !== undefined && !names.includes(String(platform)))
    findings.add('platform', {
      code: 'invalid-value',
      want: `must be one of ${names.map(shown).join(', ')}`,
      got: shown(platform),
      write: `write ${shown(nearName(String(platform), names) ?? (platform === 'azure' ? 'aks' : 'nginx'))}`,
    });
  const { isCloud } = platformOf(ingress);
  if (isCloud && reach !== 'internal' && reach !== 'internet')
    findings.add('reach', {
      code: 'invalid-value',
      want: 'must be "internal" or "internet"',
      got: shown(reach),
      write: 'write one of them',
    });
  if (!isCloud && reach !== undefined)
    findings.add('reach', {
      code: 'invalid-value',
      want: "is that of the controller's own Service",
      got: shown(reach),
      write: 'leave it out',
    });
  if (platform === 'gke' && className !== undefined)
    findings.add('className', {
      code: 'invalid-value',
      want: 'is not read by GKE Ingress',
      got: shown(className),
      write: 'leave it out and write reach',
    });
  if (platform !== undefined) return;
  const meant = platformOfClass(className);
  // Settings by hand are as good.
  if (meant !== undefined && annotations['alb.ingress.kubernetes.io/target-type'] !== 'ip')
    findings.add('className', {
      code: 'invalid-value',
      want: 'needs settings that platform has',
      got: `${shown(className)} alone`,
      write: `write platform: ${shown(meant)} and reach in its place`,
    });
  else if (className === undefined)
    findings.add('className', {
      code: 'invalid-value',
      want: 'must be the name of an IngressClass',
      got: 'undefined',
      write: 'write it, or a platform',
    });
}

/** Returns the platform that a class is of without doubt, and that needs more than the class. */
function platformOfClass(className: string | undefined): 'aws' | 'gke' | undefined {
  if (className === 'alb') return 'aws';
  return className === 'gce' || className === 'gce-internal' ? 'gke' : undefined;
}

function tlsSecretName(service: string, { tls }: IngressRoute): string | undefined {
  if (tls === 'load balancer') return undefined;
  return 'secretName' in tls ? tls.secretName : 'issuer' in tls ? `${service}-tls` : undefined;
}
