import { Rule } from '../rule';
import { amountFaults } from '../../manifests/schema/amounts';
import { pathOf, schemaReading } from '../../manifests/schema/schema-reading';

/** The API server refuses numbers outside of their ranges, and fields that bound each other the wrong way round. */
export const validAmounts: Rule = {
  id: 'valid-amounts',
  summary: 'Numbers and address blocks are in the ranges that Kubernetes accepts, and fit the fields that bound them',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(object) {
    for (const { place, type, value } of schemaReading(object).objects) {
      for (const fault of amountFaults(type, value)) yield { path: pathOf(place), ...fault };
    }
  },
};
