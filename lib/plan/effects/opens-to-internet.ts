import { KubernetesManifest } from '../../manifests/manifest';
import { remembered } from '../../manifests/remembered';
import { groupedBy } from '../../props/map';
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
      if (!isFirstPolicy(after, all.before))
        yield* newPermissions([], unlessMoved(openings(after, all.after), after, all));
      return;
    }
    const opened = openings(after, all.after);
    yield* newPermissions(earlierOpenings(before, opened, all.before), unlessMoved(opened, after, all));
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
  const keyOf = ({ message, scope }: Permission): string => JSON.stringify([message, scope]);
  const kept = new Set(opened.map(keyOf));
  const isRoute = routeOpenings(before, all).length > 0;
  return [
    ...earlier.map((each) => (isRoute && kept.has(keyOf(each)) ? { ...each, scope: undefined } : each)),
    ...nodePortsOf(before),
  ];
}

/** The routes that answer a request from outside, by its words. */
const routesByOpening = remembered((all: readonly KubernetesManifest[]) =>
  groupedBy(all, (route) => routeOpenings(route, all).map(({ message }) => message)),
);

/** Openings without those of a route that another route had before, with no more checks than this one. */
function unlessMoved(opened: readonly Permission[], after: KubernetesManifest, all: Surroundings): Permission[] {
  if (routeOpenings(after, all.after).length === 0) return [...opened];
  const families = new Set(requestGuards(after, all.after).map(({ family }) => family));
  const isGuardedAlike = (earlier: KubernetesManifest): boolean =>
    requestGuards(earlier, all.before).every(({ family }) => families.has(family));
  return opened.filter((opening) => {
    const earlier = (routesByOpening(all.before).get(opening.message) ?? []).filter(isGuardedAlike);
    return (
      newPermissions(
        earlier.flatMap((route) => routeOpenings(route, all.before)),
        [opening],
      ).length > 0
    );
  });
}

function* lostGuards(before: KubernetesManifest, after: KubernetesManifest, all: Surroundings): Generator<Occurrence> {
  const left = requestGuards(after, all.after);
  const families = new Set(left.map(({ family }) => family));
  for (const { name, family } of requestGuards(before, all.before))
    if (!families.has(family) && (family !== internalFamily || isLeftToDefault(after)))
      yield { path: [], message: `requests come in without ${name}` };
}
