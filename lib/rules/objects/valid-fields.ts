import { Rule } from '../rule';
import { schemaReading } from '../../manifests/schema/schema-reading';

/** Custom resources have schemas of their own. kubectl reads YAML 1.1, in which `yes` without quotes is no string. */
export const validFields: Rule = {
  id: 'valid-fields',
  summary: "Every field of Kubernetes' own kinds is known, has its type, and is set if it is required",
  why: 'the API server refuses the object; without quotes, `8080`, `yes` and `on` are not strings',
  rechecks: true,
  check: (object) => schemaReading(object).faults,
};
