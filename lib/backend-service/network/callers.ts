import { dns } from '../../network/dns';
import { egress, NetworkPeer, peerChoice } from '../../network/peers';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { oneOf } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';

/** The props of the NetworkPolicy. */
export const network = object({
  ...egress.entries,
  ...dns.entries,
  /**
   * The clients that may connect to the pods. Requests through a node's port or a load balancer come from the address of the node or of
   * the load balancer.
   * @default - the pods of the namespace; everybody if the Service is reached from outside, or with a route or an Ingress
   */
  ingressFrom: optional(union([oneOf(['everybody']), array(named<NetworkPeer>(peerChoice))])),
});

/** The props of the NetworkPolicy, as a program writes them. */
export interface NetworkProps extends PropsOf<typeof network>, Props {}

/** The props of the NetworkPolicy with every default decided. */
export interface DecidedNetwork extends Decided<typeof network> {}
