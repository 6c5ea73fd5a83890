import { KubernetesManifest, textField } from '../../manifests/manifest';
import { classFault } from '../view/classes';
import { ClusterView } from '../view/cluster-view';
import { Reading } from '../view/object-state';
import { reason, trouble } from '../view/trouble';
import { addressesOf } from './service';

const next = ['kubectl', 'get', 'ingressclasses'];

/**
 * Reads an Ingress: its class must exist. One without an address is ready, for some controllers write none.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
 */
export function ingressReading(ingress: KubernetesManifest, view: ClusterView): Reading {
  const [address] = addressesOf(ingress);
  if (address !== undefined) return { notes: [reason(`has the address ${address}`)] };
  const notes = [reason('has no address yet')];
  const className = textField(ingress, 'spec', 'ingressClassName');
  // Its controller knows the value of the annotation, and an IngressClass need not exist.
  if (className === undefined && ingress.metadata.annotations?.['kubernetes.io/ingress.class'] !== undefined)
    return { notes };
  const fault = classFault(view, 'IngressClass', className);
  return fault === undefined ? { notes } : { troubles: [trouble('ingress-class', fault, { next })] };
}
