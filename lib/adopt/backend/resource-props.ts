import { isMap } from '../../props/map';
import { Values } from '../program/expression';
import { keeps, present, Reading } from './reading';

type Amounts = Readonly<Record<string, string>>;

const known = ['cpu', 'memory', 'ephemeral-storage'] as const;

/**
 * Returns the props of a container's requests and limits. A limit of CPU or memory that is not stated stays away: one of memory, which no prop leaves
 * out, by an override. A container that states nothing gets the default size, and one that states no limit of the node's disk that of the
 * default, unless resources are kept.
 */
export function resourceProps(reading: Pick<Reading, 'container' | 'chosen'>, isKept: boolean): Values {
  const { container } = reading;
  const [stated, limits] = ['requests', 'limits'].map((kind) => amounts(container, kind)) as [Amounts, Amounts];
  if (Object.keys({ ...stated, ...limits }).length === 0) {
    if (keeps(reading, 'resources', isKept)) container.put(null, 'resources');
    return {};
  }
  // As the API server has it.
  const requests = { ...limits, ...stated };
  if (limits['memory'] === undefined) container.put(null, 'resources', 'limits', 'memory');
  if (limits['ephemeral-storage'] === undefined && keeps(reading, 'resources', false))
    container.put(null, 'resources', 'limits', 'ephemeral-storage');
  return {
    resources: {
      requests: present(requests),
      limits: present({ ...limits, cpu: limits['cpu'] ?? false }),
    },
  };
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
