import { Rule } from '../rule';
import { amountFaults } from '../../manifests/schema/amounts';
import { typedObjects } from '../../manifests/schema/typed-objects';

/** The API server refuses numbers outside of their ranges, and fields that bound each other the wrong way round. */
export const validAmounts: Rule = {
  id: 'valid-amounts',
  summary: 'Numbers and address blocks are in the ranges that Kubernetes accepts, and fit the fields that bound them',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      for (const { path, type, value } of typedObjects(object)) {
        for (const fault of amountFaults(type, value))
          yield { object, ...fault, at: path === '' ? fault.at : `${path}.${fault.at}` };
      }
    }
  },
};
