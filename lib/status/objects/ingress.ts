import { KubernetesManifest, textField } from '../../manifests/manifest';
import { hasRoutedPort, ingressServices } from '../../manifests/routes';
import { classFault } from '../view/classes';
import { ClusterView, liveNamed, ownedBy, wasRead } from '../view/cluster-view';
import { Reading, Reason, Trouble } from '../view/object-state';
import { describing, kubectlIn, reason, trouble } from '../view/trouble';
import { customResourceReading } from './custom-resource';
import { addressesOf } from './service';

/**
 * Reads an Ingress: its class and its Services must exist, and the Certificates ready that cert-manager makes by an annotation of it. One without
 * an address is ready, for some controllers write none.
 */
export function ingressReading(ingress: KubernetesManifest, view: ClusterView): Reading {
  const [address] = addressesOf(ingress);
  const ofClass = address === undefined ? classTroubles(ingress, view) : [];
  const certificates = certificatesReading(ingress, view);
  return {
    troubles: [...ofClass, ...serviceTroubles(ingress, view), ...certificates.troubles],
    waits: certificates.waits,
    notes: [reason(address === undefined ? 'has no address yet' : `has the address ${address}`)],
  };
}

function certificatesReading(ingress: KubernetesManifest, view: ClusterView) {
  const readings = ownedBy(view, ingress, 'Certificate').map((certificate) => {
    const { troubles = [], waits = [] } = customResourceReading(certificate, view);
    const ofCertificate = <Kind extends Reason>(reason: Kind): Kind => ({
      ...reason,
      text: `its Certificate ${certificate.metadata.name} ${reason.text}`,
    });
    return { troubles: troubles.map(ofCertificate), waits: waits.map(ofCertificate) };
  });
  return {
    troubles: readings.flatMap(({ troubles }) => troubles),
    waits: readings.flatMap(({ waits }) => waits),
  };
}

/** https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class */
function classTroubles(ingress: KubernetesManifest, view: ClusterView): Trouble[] {
  const className = textField(ingress, 'spec', 'ingressClassName');
  // Its controller knows the value of the annotation, and an IngressClass need not exist.
  if (className === undefined && ingress.metadata.annotations?.['kubernetes.io/ingress.class'] !== undefined) return [];
  const fault = classFault(view, 'IngressClass', className);
  return fault === undefined ? [] : [trouble('ingress-class', fault, { next: ['kubectl', 'get', 'ingressclasses'] })];
}

function serviceTroubles(ingress: KubernetesManifest, view: ClusterView): Trouble[] {
  const { namespace } = ingress.metadata;
  if (!wasRead(view, 'Service', namespace)) return [];
  return ingressServices(ingress).flatMap(({ name, port }) => {
    const service = liveNamed(view, 'Service', namespace, name);
    if (service === undefined) {
      const next = kubectlIn(namespace, 'get', 'services');
      return [trouble('ingress-service', `leads to Service ${name}, which does not exist`, { next })];
    }
    if (hasRoutedPort(service, port)) return [];
    const text = `leads to port ${String(port)} of Service ${name}, which has no such port`;
    return [trouble('ingress-service', text, { next: describing(service) })];
  });
}
