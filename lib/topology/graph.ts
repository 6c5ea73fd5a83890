import { KubernetesManifest } from '../manifests/manifest';

/** The roles of nodes in the drawing. `internet` and `outside` are no objects, `missing-secret` is a Secret that must exist in the cluster. */
export type NodeRole =
  | 'internet'
  | 'outside'
  | 'entry'
  | 'service'
  | 'workload'
  | 'job'
  | 'database'
  | 'volume'
  | 'secret'
  | 'missing-secret';

/** A setting of a workload by another object, which is no node of its own. */
export interface Mark {
  readonly kind: 'autoscaler' | 'budget' | 'policy' | 'identity';
  /** The setting in words: `2 to 10 pods`. */
  readonly text: string;
}

/** One thing of the topology. */
export interface TopologyNode {
  /** Its name, unique in a topology: `Deployment shop/web`, `internet`. */
  readonly id: string;
  readonly role: NodeRole;
  readonly name: string;
  /** The kind of object, or what stands for it: `Deployment`, `outside host`. */
  readonly type: string;
  /** The namespace; undefined outside of the cluster, and for objects that state none. */
  readonly namespace?: string;
  /** Its facts, the most important first: `3 pods`, `api:1.2.3`. */
  readonly facts: readonly string[];
  readonly marks: readonly Mark[];
  /** The object, and the others that settle it, such as its autoscaler and its ConfigMaps. */
  readonly objects: readonly KubernetesManifest[];
}

/**
 * The kinds of edges: requests from outside on their way in, connections that a client is configured with, connections that a NetworkPolicy
 * allows and nothing else tells of, Secrets and volumes that pods need.
 */
export type EdgeKind = 'request' | 'connection' | 'allowed' | 'secret' | 'volume';

/** A way from one node to another. */
export interface TopologyEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** The variables, ports and policies that tell of it: `MONGODB_URI`, `port 80`. */
  readonly labels: readonly string[];
}

/** The nodes and the edges of a set of manifests, in an order that only depends on their names. */
export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
  /** The objects that are on no node. */
  readonly others: readonly KubernetesManifest[];
}

/** A part of a topology as one reader finds it. Nodes outside of the cluster are there for their edges. */
export interface TopologyPart {
  readonly nodes?: readonly TopologyNode[];
  readonly edges?: readonly TopologyEdge[];
}

/** Returns parts of a topology as one. */
export function joined(parts: readonly TopologyPart[]): Required<TopologyPart> {
  return { nodes: parts.flatMap(({ nodes = [] }) => nodes), edges: parts.flatMap(({ edges = [] }) => edges) };
}

/** Returns a node that is no object of the manifests. */
export function outsideNode(name: string, type: string): TopologyNode {
  return { id: `${type} ${name}`, role: 'outside', name, type, facts: [], marks: [], objects: [] };
}

/** The node of all clients of the internet. */
export const internet: TopologyNode = {
  id: 'internet',
  role: 'internet',
  name: 'Internet',
  type: 'clients',
  facts: [],
  marks: [],
  objects: [],
};
