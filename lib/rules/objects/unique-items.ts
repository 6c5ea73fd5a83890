import { repeatedItems } from '../../manifests/schema/list-keys';
import { pathOf, schemaReading } from '../../manifests/schema/schema-reading';
import { Rule } from '../rule';

/** Lists of which Kubernetes finds the items by a key, such as the ports of a Service. */
export const uniqueItems: Rule = {
  id: 'unique-items',
  summary: 'Items of a list differ where Kubernetes finds them by a key: ports of a Service, webhooks, versions',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(object) {
    for (const { place, type, value } of schemaReading(object).objects) {
      for (const { at, ...problem } of repeatedItems(type, value))
        yield { path: [...pathOf(place), ...at], ...problem };
    }
  },
};
