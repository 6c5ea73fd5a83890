import type * as k8s from '../../../imports/k8s';
import { externalDnsHostname } from '../../network/external-dns';
import { tcpPort } from '../../network/network-port';
import { mongodPort } from '../agent/contract';
import { DecidedExposure } from './expose';
import { OutsideMember } from './outside-hosts';

/** A set that may be exposed. */
export interface WithExposure {
  readonly name: string;
  readonly expose?: DecidedExposure;
  readonly outside: readonly OutsideMember[];
  readonly pods: { readonly selector: Readonly<Record<string, string>> };
}

/** The Service of one member for clients outside of the cluster. */
export interface OutsideService {
  readonly ordinal: number;
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: k8s.ServiceSpec;
}

/**
 * Returns the Services for clients outside of the cluster. They lead to a member whether it is ready or not, as the members' own names
 * do: drivers look at all members, and choose.
 */
export function outsideServices({ name: set, expose, outside, pods }: WithExposure): OutsideService[] {
  if (expose === undefined) return [];
  const { type, annotations, externalTrafficPolicy } = expose;
  const fields =
    expose.type === 'LoadBalancer'
      ? { loadBalancerClass: expose.class, loadBalancerSourceRanges: expose.sourceRanges }
      : {};
  return outside.map(({ ordinal, name, port }) => ({
    ordinal,
    name: `${set}-outside-${ordinal}`,
    annotations: { [externalDnsHostname]: name, ...annotations },
    spec: {
      type,
      selector: { ...pods.selector, 'statefulset.kubernetes.io/pod-name': `${set}-${ordinal}` },
      publishNotReadyAddresses: true,
      externalTrafficPolicy,
      ...fields,
      ports: [
        {
          name: 'mongodb',
          protocol: 'TCP',
          targetPort: 'mongodb',
          ...(type === 'NodePort' ? { port: mongodPort, nodePort: port } : { port }),
        },
      ],
    },
  }));
}

/** Returns the ingress of clients outside of the cluster: from their addresses, if members see these, else from anywhere. */
export function outsideIngress({ expose }: Pick<WithExposure, 'expose'>): k8s.NetworkPolicyIngressRule[] {
  if (expose === undefined) return [];
  const ports = [tcpPort(mongodPort)];
  const seen =
    expose.type === 'LoadBalancer' && expose.externalTrafficPolicy === 'Local' ? expose.sourceRanges : undefined;
  return [seen === undefined ? { ports } : { from: seen.map((cidr) => ({ ipBlock: { cidr } })), ports }];
}
