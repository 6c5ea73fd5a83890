import { Rule } from '../rule';
import { field, KubernetesManifest, listField, objectName, referredName, textField } from '../../manifests/manifest';
import { byReferredName } from '../../manifests/object-identity';
import { policedPods } from '../../manifests/policed-pods';
import { isGatewayRoute, routeBackends } from '../../manifests/routes';
import { servedBy } from '../../manifests/selected-workloads';
import { quoted } from '../../findings/problem';

/** A Service that a route gives a part of the requests, such as a canary, has its own pods' policy, which nothing opens to the Gateway. */
export const noBlockedRoute: Rule = {
  id: 'no-blocked-route',
  summary:
    'The NetworkPolicies of pods that a route of a Gateway in another namespace leads to let in more than their own namespace',
  why: 'requests end in a timeout',
  *check(route, objects) {
    if (!isGatewayRoute(route) || !isFromElsewhere(route)) return;
    for (const { path, value } of routeBackends(route)) {
      const namespace = textField(value, 'namespace') ?? route.metadata.namespace;
      const [service] = byReferredName(objects, referredName('Service', namespace, textField(value, 'name') ?? ''));
      const { policies = [], rules = [] } = (service && policedPods(servedBy(service, objects), objects)) ?? {};
      if (rules.length === 0 || !rules.every(isOwnNamespace)) continue;
      yield {
        path,
        want: `must lead to pods that ${policies.map(objectName).join(' or ')} opens to the Gateway`,
        got: `Service ${quoted(textField(value, 'name'))}`,
        write: "add the namespace or the addresses of the Gateway's pods to a rule there",
      };
    }
  },
};

function isFromElsewhere(route: KubernetesManifest): boolean {
  const namespaces = listField(route, 'spec', 'parentRefs').map((parent) => textField(parent, 'namespace'));
  return namespaces.some((namespace) => namespace !== undefined && namespace !== route.metadata.namespace);
}

/** True if a rule lets in pods of the policy's namespace alone. */
function isOwnNamespace(rule: unknown): boolean {
  const peers = listField(rule, 'from');
  const isOwn = (peer: unknown): boolean =>
    field(peer, 'namespaceSelector') === undefined && field(peer, 'ipBlock') === undefined;
  return peers.length > 0 && peers.every(isOwn);
}
