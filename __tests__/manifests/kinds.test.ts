import { groupOf } from '../../lib/manifests/manifest';
import { isBuiltIn, isNamespaced } from '../../lib/manifests/kinds';
import { object } from '../manifests';

const of = (apiVersion: string, kind: string) => ({ ...object(kind), apiVersion });

test.each([
  ['v1', 'Service', '', true, true],
  ['v1', 'Namespace', '', true, false],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'rbac.authorization.k8s.io', true, false],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute', 'gateway.networking.k8s.io', false, true],
  ['gateway.networking.k8s.io/v1', 'GatewayClass', 'gateway.networking.k8s.io', false, false],
  ['example.com/v1', 'Service', 'example.com', false, undefined],
])('knows of %s %s its group, who serves it, and where it lives', (apiVersion, kind, group, builtIn, namespaced) => {
  const manifest = of(apiVersion, kind);
  expect([groupOf(manifest), isBuiltIn(manifest), isNamespaced(manifest)]).toEqual([group, builtIn, namespaced]);
});
