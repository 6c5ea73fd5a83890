import { Rule, RuleFault } from '../rule';
import { Path, Placed, placed, textMapField } from '../../manifests/manifest';
import { placedContainers } from '../../manifests/pod-template';
import { quoted } from '../../findings/problem';
import { nearName } from '../../findings/near-name';
import { amount } from '../../kubernetes/quantity';

const ownResources = ['cpu', 'memory', 'ephemeral-storage'];

/**
 * A device such as a GPU, a part of one, and huge pages cannot be promised to more than one container.
 * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources
 */
export const validExtendedResources: Rule = {
  id: 'valid-extended-resources',
  summary: 'Containers name known resources, and have a limit equal to the request for devices and huge pages',
  why: 'the API server refuses the object: a GPU cannot be promised twice',
  rechecks: true,
  *check(object) {
    for (const container of placedContainers(object)) yield* resourceFaults(placed(container, 'resources'));
  },
};

function* resourceFaults({ path, value }: Placed): Generator<RuleFault> {
  const limits = textMapField(value, 'limits');
  const requests = textMapField(value, 'requests');
  const pathOf = (kind: string): Path => [...path, kind in limits ? 'limits' : 'requests', kind];
  for (const [kind, request] of Object.entries(requests)) {
    if (!isExtended(kind) && !isHugePages(kind)) continue;
    const limit = limits[kind];
    if (limit === undefined)
      yield {
        path: pathOf(kind),
        want: 'must have a limit of the same amount',
        got: 'none',
        write: `write limits: { ${kind}: ${quoted(request)} }`,
      };
    // A request above its limit is refused for any resource.
    else if (amount(request) < amount(limit))
      yield {
        path: [...path, 'requests', kind],
        want: `must be the limit ${quoted(limit)}`,
        got: quoted(request),
        write: `write ${quoted(limit)}`,
      };
  }
  const wanted = { ...requests, ...limits };
  for (const [kind, given] of Object.entries(wanted)) {
    const whole = amount(given);
    if (isExtended(kind) && Number.isFinite(whole) && !Number.isInteger(whole))
      yield {
        path: pathOf(kind),
        want: 'must be a whole number',
        got: quoted(given),
        write: `write ${Math.ceil(whole)}`,
      };
  }
  for (const kind of Object.keys(wanted)) {
    if (ownResources.includes(kind) || isHugePages(kind) || kind.includes('/')) continue;
    const near = nearName(kind, ownResources) ?? `${ownResources.join(', ')}, or a name with a domain`;
    yield { path: pathOf(kind), want: 'is no resource of a container', write: `write ${near}` };
  }
  const pages = Object.keys(wanted).find(isHugePages);
  if (pages !== undefined && wanted.cpu === undefined && wanted.memory === undefined)
    yield {
      path: pathOf(pages),
      want: 'must come with cpu or memory',
      got: 'neither',
      write: 'write requests for both',
    };
}

/** True if a resource is counted by a device plugin rather than by Kubernetes. */
function isExtended(kind: string): boolean {
  return kind.includes('/') && !kind.includes('kubernetes.io/');
}

function isHugePages(kind: string): boolean {
  return kind.startsWith('hugepages-');
}
