import { KubernetesManifest } from '../../manifests/manifest';
import { Effect, Occurrence, Surroundings } from '../diff/effect';
import { addedPorts, nodePortsOf, openings } from '../internet/openings';
import { isLeftToDefault } from '../internet/private-networks';
import { internalFamily, requestGuards } from '../internet/request-guards';
import { routeOpenings } from '../internet/route-openings';
import { newPermissions, Permission } from '../permissions/new-permissions';
import { isFirstPolicy } from '../permissions/policy-coverage';

/** More of the world than before can send requests: by a load balancer, a node's port, a route, or a network policy that lets it in. */
export const opensToInternet: Effect = {
  id: 'opens-to-internet',
  isDangerous: true,
  label: 'opens to the internet',
  *find({ before, after }, all) {
    if (after === undefined) return;
    if (before === undefined) {
      // Without any policy around it, a new one can only close.
      if (!isFirstPolicy(after, all.before)) yield* newPermissions([], openings(after, all.after));
      return;
    }
    const opened = openings(after, all.after);
    yield* newPermissions(earlierOpenings(before, opened, all.before), opened);
    yield* addedPorts(before, after);
    if (opened.length > 0 || after.kind === 'Middleware' || isLeftToDefault(after))
      yield* lostGuards(before, after, all);
  },
};

/** A path or a host of a route is in an earlier one only if that is gone: beside it, it leads elsewhere. */
function earlierOpenings(
  before: KubernetesManifest,
  opened: readonly Permission[],
  all: readonly KubernetesManifest[],
): Permission[] {
  const earlier = openings(before, all);
  const kept = new Set(opened.map(({ message }) => message));
  const isRoute = routeOpenings(before, all).length > 0;
  return [
    ...earlier.map((each) => (isRoute && kept.has(each.message) ? { ...each, scope: undefined } : each)),
    ...nodePortsOf(before),
  ];
}

function* lostGuards(before: KubernetesManifest, after: KubernetesManifest, all: Surroundings): Generator<Occurrence> {
  const left = requestGuards(after, all.after);
  const families = new Set(left.map(({ family }) => family));
  for (const { name, family } of requestGuards(before, all.before))
    if (!families.has(family) && (family !== internalFamily || isLeftToDefault(after)))
      yield { path: [], message: `requests come in without ${name}` };
}
