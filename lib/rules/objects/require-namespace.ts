import { field, groupKind, placedItems, textField } from '../../manifests/manifest';
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
        write: 'write one such as "user-admin", or check with --namespace',
      };
    if (groupKind(object) !== 'rbac.authorization.k8s.io/ClusterRoleBinding') return;
    for (const { path, value } of placedItems({ path: [], value: object }, 'subjects')) {
      // The API server refuses a binding of all namespaces whose ServiceAccount has none.
      if (field(value, 'kind') === 'ServiceAccount' && [undefined, null, ''].includes(textField(value, 'namespace')))
        yield {
          path: [...path, 'namespace'],
          want: 'must be set',
          got: 'none',
          write: 'write that of the ServiceAccount',
        };
    }
  },
};
