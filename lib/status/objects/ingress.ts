import { KubernetesManifest, textField } from '../../manifests/manifest';
import { ClusterView, liveNamed, wasRead } from '../view/cluster-view';
import { Reading } from '../view/object-state';
import { reason, trouble } from '../view/trouble';
import { addressesOf } from './service';

const defaultClass = 'ingressclass.kubernetes.io/is-default-class';
const next = ['kubectl', 'get', 'ingressclasses'];

/**
 * Reads an Ingress: its class must exist. One without an address is ready, for some controllers write none.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
 */
export function ingressReading(ingress: KubernetesManifest, view: ClusterView): Reading {
  const [address] = addressesOf(ingress);
  if (address !== undefined) return { notes: [reason(`has the address ${address}`)] };
  const notes = [reason('has no address yet')];
  if (!wasRead(view, 'IngressClass', undefined)) return { notes };
  const className = textField(ingress, 'spec', 'ingressClassName');
  // Its controller knows the value of the annotation, and an IngressClass need not exist.
  if (className === undefined && ingress.metadata.annotations?.['kubernetes.io/ingress.class'] !== undefined)
    return { notes };
  if (className !== undefined && liveNamed(view, 'IngressClass', undefined, className) === undefined)
    return { troubles: [trouble('ingress-class', `its IngressClass ${className} does not exist`, { next })] };
  const hasDefault = view.objects.some(
    ({ kind, metadata }) => kind === 'IngressClass' && metadata.annotations?.[defaultClass] === 'true',
  );
  if (className === undefined && !hasDefault)
    return {
      troubles: [trouble('ingress-class', 'has no ingressClassName, and the cluster has no default class', { next })],
    };
  return { notes };
}
