import type * as k8s from '../../imports/k8s';
import { tcpPort } from '../network/network-peers';
import { egressRules, peer } from '../network/peers';
import { monitoringIngress } from '../operators/monitoring';
import { Backend } from './model/backend';
import { servedPorts } from './model/entry-port';
import { loadBalancerPeers } from './network/outside-callers';

/**
 * Returns the NetworkPolicy's spec. It lets in the declared callers. Without any, it lets in the pods of the namespace; or everybody if
 * requests come from outside of the namespace, because a node or a load balancer replaces the client's address by its own.
 */
export function networkPolicySpec(backend: Backend): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: { ...backend.selector } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [...callerRules(backend), ...monitoringRules(backend)],
    egress: egressRules(backend.targets, backend.props.dns),
  };
}

function callerRules({ props }: Backend): k8s.NetworkPolicyIngressRule[] {
  const isOutside = props.expose.type !== 'ClusterIP' || props.httpRoute !== undefined || props.ingress !== undefined;
  const { ingressFrom = isOutside ? 'everybody' : undefined } = props;
  if (ingressFrom?.length === 0) return [];
  const named = ingressFrom === 'everybody' ? undefined : ingressFrom?.concat(loadBalancerPeers(props)).map(peer);
  const from = ingressFrom === 'everybody' ? undefined : (named ?? [{ podSelector: {} }]);
  return [{ from, ports: Object.values(servedPorts(props)).map(tcpPort) }];
}

function monitoringRules({ props, ports }: Backend): k8s.NetworkPolicyIngressRule[] {
  const { metrics } = props;
  if (metrics === undefined) return [];
  // A ServiceMonitor finds its port through the Service, the others at the pods.
  const reached = metrics.kind === 'ServiceMonitor' ? servedPorts(props) : ports;
  const port = reached[metrics.port];
  return [monitoringIngress(metrics, port === undefined ? [] : [port])];
}
