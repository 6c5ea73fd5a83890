import { isPlainObject } from '../findings/described';
import { labels } from '../kubernetes/labels';
import { dnsLabelProblem } from '../kubernetes/names';
import { object, parsedEntries } from '../props/object';
import { string } from '../props/scalar';
import { mistyped, optional, Props, PropsOf, Schema } from '../props/schema';
import { port } from './port';

const table = object({
  /** The pods' namespace. @default - that of the pods which connect */
  namespace: optional(string({ check: dnsLabelProblem })),
  /** The labels that select the pods. */
  labels,
  /** The container port. */
  port,
  /** The labels that a pod needs to be let in, if the policy of the endpoint's pods asks for them. @default - none */
  clientLabels: optional(labels),
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
