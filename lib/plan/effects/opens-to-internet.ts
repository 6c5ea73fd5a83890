import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { Permission, newPermissions } from '../permissions/new-permissions';
import { policyOpenings } from '../internet/policy-openings';
import { requestGuards } from '../internet/request-guards';
import { routeOpenings } from '../internet/route-openings';
import { serviceOpenings } from '../internet/service-openings';
import { Occurrence, Effect } from '../diff/effect';

/** More of the world than before can send requests: by a load balancer, a node's port, a route, or a network policy that lets it in. */
export const opensToInternet: Effect = {
  id: 'opens-to-internet',
  isDangerous: true,
  label: 'opens to the internet',
  *find({ before, after }, all) {
    if (after === undefined) return;
    // Without any policy around it, a new one can only close.
    const isFirst = before === undefined && after.kind === 'NetworkPolicy' && !hasPolicy(all.before, after);
    if (!isFirst) yield* newPermissions(before === undefined ? [] : openings(before), openings(after));
    if (before !== undefined) yield* lostGuards(before, after);
  },
};

function openings(manifest: Manifest): Permission[] {
  if (manifest.kind === 'Service' && groupOf(manifest) === '') return serviceOpenings(manifest);
  return manifest.kind.endsWith('NetworkPolicy') ? policyOpenings(manifest) : routeOpenings(manifest);
}

function lostGuards(before: Manifest, after: Manifest): Occurrence[] {
  if (routeOpenings(after).length === 0) return [];
  const left = requestGuards(after);
  return requestGuards(before)
    .filter((guard) => !left.includes(guard))
    .map((guard) => ({ path: [], message: `requests come in without ${guard}` }));
}

function hasPolicy(manifests: readonly Manifest[], { metadata }: Manifest): boolean {
  return manifests.some((each) => each.kind === 'NetworkPolicy' && each.metadata.namespace === metadata.namespace);
}
