import { faultsAt, Rule } from '../rule';
import { conflicts } from '../../manifests/schema/conflicts/conflicts';
import { pathOf, schemaReading } from '../../manifests/schema/schema-reading';

/** The API server refuses an object with two fields that exclude each other, or with none of several of which it takes one. */
export const noConflictingFields: Rule = {
  id: 'no-conflicting-fields',
  summary: 'Of fields that exclude each other an object has one',
  why: 'the API server refuses the object: a volume of two kinds, `Recreate` with `rollingUpdate`',
  rechecks: true,
  *check(object) {
    for (const { place, type, value, hasUnknown } of schemaReading(object).objects) {
      yield* faultsAt(pathOf(place), hasUnknown ? undefined : conflicts[type]?.(value));
    }
  },
};
