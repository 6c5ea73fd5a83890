import { KubernetesManifest } from '../../manifests/manifest';
import { Effect } from '../diff/effect';
import { openings } from '../internet/openings';
import { requestGuards, routeOpenings } from '../internet/route-openings';
import { newPermissions } from '../permissions/new-permissions';

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
    if (before === undefined || routeOpenings(after).length === 0) return;
    const left = requestGuards(after);
    for (const guard of requestGuards(before).filter((each) => !left.includes(each)))
      yield { path: [], message: `requests come in without ${guard}` };
  },
};

function hasPolicy(manifests: readonly KubernetesManifest[], { metadata }: KubernetesManifest): boolean {
  return manifests.some((each) => each.kind === 'NetworkPolicy' && each.metadata.namespace === metadata.namespace);
}
