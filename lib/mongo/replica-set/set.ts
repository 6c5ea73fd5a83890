import { Pods, podsOf } from '../../pods/pods';
import { mirrored } from '../../pods/registry';
import { ContainerResources } from '../../kubernetes/resources';
import { mongodbUser } from '../members/mongod-paths';
import { Members, membersOf } from '../members/topology';
import { mongodResources } from '../mongod/sizing';
import { withExporterUser } from '../monitoring/monitoring';
import { MongoSetTls, mongoTls } from '../tls/tls';
import { DecidedMongo } from './props';

/** A MongoStatefulSet with every default decided. */
export interface MongoSet extends Omit<DecidedMongo, 'members' | 'tls' | 'resources' | 'runAsUser'> {
  /** The name of the StatefulSet, of most other objects, and of the replica set. */
  readonly name: string;
  /** Undefined only in a chart without a namespace, which is reported. */
  readonly namespace: string | undefined;
  readonly pods: Pods;
  /** The labels of the pods that the members let in. */
  readonly clientLabels: Readonly<Record<string, string>>;
  readonly runAsUser: number | 'assigned';
  readonly members: Members;
  /** Undefined for a set without TLS. */
  readonly tls?: MongoSetTls;
  readonly resources: ContainerResources;
}

/** Returns the set of these props. Its users include the exporter's, and its image is the mirror's. */
export function mongoSet(name: string, namespace: string | undefined, props: DecidedMongo): MongoSet {
  const partOf = props.partOf ?? namespace;
  const runAsUser = props.runAsUser ?? mongodbUser;
  return {
    ...props,
    name,
    namespace,
    partOf,
    runAsUser,
    pods: podsOf(name, namespace, props, { component: 'database', partOf, runAsUser }),
    clientLabels: { [`${name}-client`]: 'true' },
    members: membersOf(props),
    image: mirrored(props.image, props),
    tls: mongoTls(name, namespace, props.tls),
    users: withExporterUser(props.users, props.exporter),
    resources: mongodResources(props),
  };
}

/** Returns the name of the ConfigMap with the files of mongod, or of the agent. */
export function configMapName(set: MongoSet, container: 'mongod' | 'agent'): string {
  return `${set.name}-${container}`;
}
