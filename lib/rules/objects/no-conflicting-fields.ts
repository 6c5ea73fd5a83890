import { Rule } from '../rule';
import { conflicts } from '../../manifests/schema/conflicts';
import { typedObjects } from '../../manifests/schema/typed-objects';

/** The API server refuses an object with two fields that exclude each other, or with none of several of which it takes one. */
export const noConflictingFields: Rule = {
  id: 'no-conflicting-fields',
  summary: 'Of fields that exclude each other an object has one',
  why: 'the API server refuses the object: a volume of two kinds, `Recreate` with `rollingUpdate`',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      for (const { path, type, value, hasUnknown } of typedObjects(object)) {
        const problem = hasUnknown ? undefined : conflicts[type]?.(value);
        if (problem !== undefined) yield { object, at: path === '' ? object.kind : path, ...problem };
      }
    }
  },
};
