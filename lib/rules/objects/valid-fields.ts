import { Rule } from '../rule';
import { schemaReading } from '../../manifests/schema/schema-reading';

/**
 * The API server refuses an object with a field that it does not know, of another type, or without one that it requires; kubectl
 * reads YAML 1.1, in which `yes` and `8080` without quotes are no strings. Custom resources have schemas of their own.
 */
export const validFields: Rule = {
  id: 'valid-fields',
  summary: "Every field of Kubernetes' own kinds is known, has its type, and is set if it is required",
  why: 'the API server refuses the object; without quotes, `8080`, `yes` and `on` are not strings',
  rechecks: true,
  check: (object) => schemaReading(object).faults,
};
