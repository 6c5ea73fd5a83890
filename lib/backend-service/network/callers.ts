import { DnsProps, dnsShapes } from '../../network/dns';
import { either, listOf, oneOf, optional, Shapes } from '../../props/shape';
import { EgressProps, egressShapes, Peer, peerShape } from '../../network/peers';

export interface NetworkProps extends EgressProps, DnsProps {
  /**
   * Who may connect to the pods. What comes through a node's port or a load balancer bears the node's or the load balancer's address.
   * @default - the pods of the namespace; everybody where the Service is reached from outside, or a route or an Ingress is made
   */
  readonly callers?: 'everybody' | readonly Peer[];
}

export const networkShapes: Shapes<NetworkProps> = {
  ...egressShapes,
  ...dnsShapes,
  callers: optional(either(oneOf('everybody'), listOf(peerShape))),
};
