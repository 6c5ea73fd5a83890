import { field, KubernetesManifest, listField, textField, textMapField } from '../../manifests/manifest';
import { selectorText } from '../../manifests/pod-selection';
import { servedBy } from '../../manifests/selected-workloads';
import { ClusterView, wasRead, warningsOf } from '../view/cluster-view';
import { Reading } from '../view/object-state';
import { describing, firstSentence, kubectlIn, reason, trouble } from '../view/trouble';

/** Reads a Service: whether it selects pods, and the address of a load balancer. */
export function serviceReading(service: KubernetesManifest, view: ClusterView): Reading {
  const [alone, balancer] = [podsReading(service, view), balancerReading(service, view)];
  return {
    troubles: [...(alone.troubles ?? []), ...(balancer.troubles ?? [])],
    waits: balancer.waits,
    notes: balancer.notes,
  };
}

function podsReading(service: KubernetesManifest, view: ClusterView): Reading {
  const { namespace } = service.metadata;
  const selector = textMapField(service, 'spec', 'selector');
  if (Object.keys(selector).length === 0 || field(service, 'spec', 'type') === 'ExternalName') return {};
  const matchLabels = { matchLabels: selector };
  // A workload that has no pods now, as one that is scaled to 0, or whose pods are refused, says so itself.
  const isServed = [view.objects, view.wanted].some((all) => servedBy(service, all).length > 0);
  if (isServed || !wasRead(view, 'Pod', namespace)) return {};
  const text = `no pod has the labels of its selector, ${selectorText(matchLabels)}`;
  return { troubles: [trouble('no-pods', text, { next: kubectlIn(namespace, 'get', 'pods', '--show-labels') })] };
}

function balancerReading(service: KubernetesManifest, view: ClusterView): Reading {
  if (field(service, 'spec', 'type') !== 'LoadBalancer') return {};
  const [address] = addressesOf(service);
  if (address !== undefined) return { notes: [reason(`has the address ${address}`)] };
  const next = describing(service);
  const [message] = warningsOf(view, service, /LoadBalancer|^(?:AllocationFailed|FailedToProvision)$/);
  if (message !== undefined)
    return {
      troubles: [trouble('load-balancer', `no load balancer can be made, ${firstSentence(message)}`, { next })],
    };
  const className = textField(service, 'spec', 'loadBalancerClass');
  const maker = className === undefined ? 'a controller of load balancers' : `a controller of the class ${className}`;
  return { waits: [reason(`its load balancer has no address; ${maker} gives it one`, { next })] };
}

/** Returns the addresses that a load balancer or an Ingress has got. */
export function addressesOf(object: KubernetesManifest): string[] {
  return listField(object, 'status', 'loadBalancer', 'ingress').flatMap(
    (each) => textField(each, 'ip') ?? textField(each, 'hostname') ?? [],
  );
}
