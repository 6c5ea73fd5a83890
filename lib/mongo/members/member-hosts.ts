import { mongodPort } from '../agent/contract';
import { Members } from './topology';

/** The parts of the DNS names of a set's members. */
export interface NamedSet {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly clusterDomain: string;
}

/** Returns the members' common DNS domain, such as `mongo.user-admin.svc.cluster.local`. */
export function membersDomain({ name, namespace = '', clusterDomain }: NamedSet): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

/** Returns the hosts and ports by which clients find the set: those of the members that are not hidden. */
export function memberHosts(set: NamedSet & { readonly members: Pick<Members, 'visible'> }): string[] {
  return set.members.visible.map((ordinal) => memberHost(set, ordinal));
}

/** Returns the host and port of one member, such as `mongo-0.mongo.user-admin.svc.cluster.local:27017`. */
export function memberHost(set: NamedSet, ordinal: number): string {
  return `${set.name}-${ordinal}.${membersDomain(set)}:${mongodPort}`;
}
