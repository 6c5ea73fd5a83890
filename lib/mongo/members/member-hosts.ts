import { mongodPort } from '../agent/contract';
import { MongoTopology, visibleOrdinals } from './topology';

/** The name of a set, as the DNS of its cluster has it. */
export interface NamedSet {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly clusterDomain: string;
}

/** The members' common DNS domain, such as `mongo.user-admin.svc.cluster.local`. */
export function membersDomain({ name, namespace = '', clusterDomain }: NamedSet): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

/** The hosts and ports by which clients find the set: those of the members that are not hidden. */
export function memberHosts(set: NamedSet & { readonly members: number; readonly topology: MongoTopology }): string[] {
  return visibleOrdinals(set.members, set.topology).map(
    (ordinal) => `${set.name}-${ordinal}.${membersDomain(set)}:${mongodPort}`,
  );
}
