import { isPlainObject } from '../findings/described';
import { labels } from '../kubernetes/labels';
import { dnsLabelProblem } from '../kubernetes/names';
import { Problem, quoted } from '../findings/problem';
import { array } from '../props/array';
import { object, parsedEntries } from '../props/object';
import { string } from '../props/scalar';
import { mistyped, optional, Props, PropsOf, Schema } from '../props/schema';
import { port } from './port';

/** The schema of pods of a namespace. */
export const callerPods = object({
  /** The pods' namespace. @default - that of the pods at the other end */
  namespace: optional(string({ check: dnsLabelProblem })),
  /** The labels that select the pods. */
  labels,
});

/** Pods that connect to others, of which a NetworkPolicy needs no port. */
export interface CallerPods extends PropsOf<typeof callerPods>, Props {}

const table = object({
  ...callerPods.entries,
  /** The container port. */
  port,
  /** The labels that a pod needs to be let in, if the policy of the endpoint's pods asks for them. @default - none */
  clientLabels: optional(labels),
  /** The namespaces beside its own whose pods with these labels are let in. @default - none */
  clientNamespaces: optional(array(string({ check: dnsLabelProblem }))),
});

/** A port of pods that others connect to: the facts that a NetworkPolicy and a client need. */
export interface NetworkEndpoint extends PropsOf<typeof table>, Props {}

/** The schema of an endpoint. It may have further props. */
export const endpoint: Schema<NetworkEndpoint> = {
  wanted: 'an endpoint',
  parse: (value) => {
    const isOne =
      isPlainObject(value) && ('labels' in value || ('port' in value && !('cidr' in value || 'host' in value)));
    if (!isOne) return mistyped('an endpoint', value);
    const { typed, issues } = parsedEntries(table.entries, value);
    return typed ? { typed, value: value as unknown as NetworkEndpoint, issues } : { typed, issues };
  },
};

/** Returns the problem of pods of a namespace that connect to an endpoint which lets in clients of other namespaces alone. */
export function reachProblem(
  { namespace: own, clientLabels, clientNamespaces = [] }: NetworkEndpoint,
  namespace: string | undefined,
): Problem | undefined {
  if (clientLabels === undefined || own === undefined || namespace === undefined) return undefined;
  if ([own, ...clientNamespaces].includes(namespace)) return undefined;
  return {
    code: 'conflict',
    want: 'leads to pods that let in no clients of this namespace',
    got: `${quoted(own)} from ${quoted(namespace)}`,
    write: `write clientNamespaces: [${quoted(namespace)}] in the MongoStatefulSet`,
  };
}
