import { isNamespaced } from '../../manifests/kinds';
import { Rule } from '../rule';

/** Without a namespace an object lands wherever the current kubectl context points. */
export const requireNamespace: Rule = {
  id: 'require-namespace',
  summary: 'Every object that lives in a namespace states it',
  why: 'it would be created in the namespace of the current kubectl context',
  rechecks: true,
  *check(object) {
    if (object.metadata.namespace === undefined && isNamespaced(object) === true)
      yield {
        path: ['metadata', 'namespace'],
        want: 'must be set',
        got: 'none',
        write: 'give the chart one: super(scope, id, { namespace: "user-admin" }), or check with --namespace',
      };
  },
};
