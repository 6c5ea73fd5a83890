import { formatFaults } from '../../manifests/schema/formats';
import { pathOf, schemaReading } from '../../manifests/schema/schema-reading';
import { Rule } from '../rule';

/** Names of other objects, addresses, paths and keys have forms that the schema does not have. */
export const validFormats: Rule = {
  id: 'valid-formats',
  summary: 'Names, addresses, paths, keys and images in fields have the form that Kubernetes asks for',
  why: 'the API server refuses the object, or the kubelet the image',
  rechecks: true,
  *check(object) {
    for (const { place, type, value } of schemaReading(object).objects) {
      for (const { at, ...problem } of formatFaults(type, value)) yield { path: [...pathOf(place), ...at], ...problem };
    }
  },
};
