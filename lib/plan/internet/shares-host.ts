import { isBuiltIn } from '../../manifests/kinds';
import { KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { byIdentity, objectIdentity } from '../../manifests/object-identity';
import { searchable } from '../../manifests/remembered';
import { Match, matchesOf } from '../../rules/network/unique-routes';
import { Effect } from '../diff/effect';
import { routeRequests } from './route-openings';

/** Two routes hold one host and path, if only until the older one is deleted: controllers refuse the newer one, or do not serve it. */
export const sharesHost: Effect = {
  id: 'shares-host',
  isDangerous: true,
  label: 'shares a host',
  *find({ before, after }, all) {
    if (after === undefined) return;
    const known = new Set(before === undefined ? [] : heldRequests(before).map(({ key }) => key));
    const told = new Set<string>();
    for (const { key, text } of heldRequests(after).filter((match) => !known.has(match.key))) {
      const isOther = (each: KubernetesManifest): boolean => objectIdentity(each) !== objectIdentity(after);
      const staying = holders(all.after, key).find(isOther);
      const leaving = holders(all.before, key).find(
        (each) => isOther(each) && byIdentity(all.after, objectIdentity(each)).length === 0,
      );
      const other = staying ?? leaving;
      if (other === undefined || told.has(objectIdentity(other))) continue;
      told.add(objectIdentity(other));
      const until = staying === undefined ? ' until that is deleted' : '';
      yield {
        path: ['spec'],
        message: `${text} is in ${objectName(other)} too${until}; its controller refuses this one, or serves the older one alone`,
      };
    }
  },
};

const holders = searchable((manifest: KubernetesManifest) => heldRequests(manifest).map(({ key }) => key));

// Of one host there may be several of these, each with an address of its own.
const ownAddress = new Set(['Gateway', 'ListenerSet', 'Service', 'DomainMapping']);

/** The requests that a route alone should lead on; none if any host or a part of the requests is meant. */
function heldRequests(route: KubernetesManifest): Match[] {
  const matches = matchesOf(route).map(({ key, text }) => ({ key: `${route.kind} ${key}`, text }));
  if (matches.length > 0 || isBuiltIn(route) || ['HTTPRoute', 'GRPCRoute'].includes(route.kind))
    return matches.filter(({ text }) => !text.startsWith('*/') && text !== 'any host');
  if (ownAddress.has(route.kind)) return [];
  // Contour refuses a second HTTPProxy of a host, whatever its paths.
  const root = route.kind === 'HTTPProxy' ? textField(route, 'spec', 'virtualhost', 'fqdn') : undefined;
  if (root !== undefined)
    return [{ key: `HTTPProxy ${root} ${textField(route, 'spec', 'ingressClassName') ?? ''}`, text: root }];
  return routeRequests(route).filter(({ text }) => !text.startsWith('any host'));
}
