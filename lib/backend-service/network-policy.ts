import type * as k8s from '../../imports/k8s';
import { monitoringIngress } from '../operators/monitoring';
import { tcpPort } from '../network/network-peers';
import { Backend } from './model/backend';
import { servedPorts } from './model/entry-port';
import { scrapedPort } from './workload/observability';
import { loadBalancerPeers } from './network/outside-callers';
import { egressRules, peer } from '../network/peers';

/**
 * Who may connect: the declared callers; without any, the pods of the namespace, or everybody where something outside of the namespace
 * leads to the pods, for a node or a load balancer puts its own address in the place of the caller's. And where the pods may connect to.
 */
export function networkPolicySpec(backend: Backend): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: { ...backend.selector } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [...callerRules(backend), ...monitoringRules(backend)],
    egress: egressRules(backend.targets, backend.props.dns),
  };
}

function callerRules({ props, exposure }: Backend): k8s.NetworkPolicyIngressRule[] {
  const reachedFromOutside = exposure.type !== 'ClusterIP' || props.route !== undefined || props.ingress !== undefined;
  const { callers = reachedFromOutside ? 'everybody' : undefined } = props;
  if (callers?.length === 0) return [];
  const named = callers === 'everybody' ? undefined : callers?.concat(loadBalancerPeers(props)).map(peer);
  const from = callers === 'everybody' ? {} : { from: named ?? [{ podSelector: {} }] };
  return [{ ...from, ports: Object.values(servedPorts(props)).map(tcpPort) }];
}

function monitoringRules({ props, ports }: Backend): k8s.NetworkPolicyIngressRule[] {
  if (props.metrics === undefined) return [];
  // A ServiceMonitor finds its port through the Service, the others at the pods.
  const reached = (props.metrics.by ?? 'ServiceMonitor') === 'ServiceMonitor' ? servedPorts(props) : ports;
  const port = reached[scrapedPort(props.metrics).port];
  return [monitoringIngress(props.metrics, port === undefined ? [] : [port])];
}
