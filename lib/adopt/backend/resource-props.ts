import { field } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { Values } from '../program/expression';
import { Remainder } from '../source/remainder';
import { keeps, maps, podPath, present, Reading } from './reading';

type Amounts = Readonly<Record<string, string>>;

const known = ['cpu', 'memory', 'ephemeral-storage'] as const;

/**
 * Returns the props of a container's requests and limits. A limit that is not stated stays away: one of memory, which no prop leaves out, by an
 * override, and one of the node's disk where the container may write to it without a limit. A container that states nothing gets the default
 * size, unless its resources are kept.
 */
export function resourceProps(reading: Pick<Reading, 'container' | 'chosen' | 'deployment'>, isKept: boolean): Values {
  const { container, deployment } = reading;
  const [stated, limits] = ['requests', 'limits'].map((kind) => amounts(container, kind)) as [Amounts, Amounts];
  if (Object.keys({ ...stated, ...limits }).length === 0) {
    if (keeps(reading, 'resources', isKept)) container.put(null, 'resources');
    return {};
  }
  // As the API server has it.
  const requests = { ...limits, ...stated };
  if (limits['memory'] === undefined) container.put(null, 'resources', 'limits', 'memory');
  const isWritable = [false, null].includes(container.see('securityContext', 'readOnlyRootFilesystem') as null);
  if (limits['ephemeral-storage'] === undefined && (isWritable || hasOpenScratch(deployment)))
    container.put(null, 'resources', 'limits', 'ephemeral-storage');
  return {
    resources: {
      requests: present(requests),
      limits: present({ ...limits, cpu: limits['cpu'] ?? false }),
    },
  };
}

/** Tells whether a volume that no prop says is scratch space on the node without a size. */
function hasOpenScratch(deployment: Remainder): boolean {
  return maps(deployment.see(...podPath, 'volumes')).some(
    ({ emptyDir }) =>
      emptyDir !== undefined && field(emptyDir, 'medium') !== 'Memory' && field(emptyDir, 'sizeLimit') === undefined,
  );
}

/** Takes the amounts of the resources that every container may have; those of devices stay. */
function amounts(container: Reading['container'], kind: string): Amounts {
  const given = container.see('resources', kind);
  const found = known.flatMap((name) => {
    const amount = isMap(given) ? container.take('resources', kind, name) : undefined;
    return typeof amount === 'string' || typeof amount === 'number' ? [[name, String(amount)] as const] : [];
  });
  return Object.fromEntries(found);
}
