import { field, textField } from '../../manifests/manifest';
import { Value, Values } from '../program/expression';
import { hasOnly, maps, podPath, present, Reading } from './reading';

// As much as the container's limit of storage on the node's disk, which is the default.
const scratchSize = '1Gi';

/** Returns the props of the volumes that props can say: whole volumes, each mounted once. */
export function volumeProps(reading: Reading): Values {
  const { container, deployment } = reading;
  const mounts = maps(container.take('volumeMounts'));
  const volumes = maps(deployment.take(...podPath, 'volumes'));
  const said = new Map<unknown, readonly [path: string, mount: Value]>();
  for (const volume of volumes) {
    const own = mounts.filter((mount) => mount['name'] === volume['name']);
    const [mount] = own;
    if (own.length !== 1 || !hasOnly(mount, 'name', 'mountPath', 'readOnly')) continue;
    const path = textField(mount, 'mountPath')?.replace(/(?<=.)\/$/, '') ?? '';
    const value = mountOf(volume, mount['readOnly'] === true, reading);
    if (value === undefined) continue;
    said.set(mount, [path, value]).set(volume, [path, value]);
  }
  const left = { mounts: mounts.filter((each) => !said.has(each)), volumes: volumes.filter((each) => !said.has(each)) };
  if (left.mounts.length > 0) container.put(left.mounts, 'volumeMounts');
  if (left.volumes.length > 0) deployment.put(left.volumes, ...podPath, 'volumes');
  return { mounts: present(Object.fromEntries(said.values())) };
}

function mountOf(volume: Readonly<Record<string, unknown>>, readOnly: boolean, reading: Reading): Value {
  const [kind = '', ...others] = Object.keys(volume).filter((name) => name !== 'name');
  const source = volume[kind];
  if (others.length > 0) return undefined;
  if (kind === 'emptyDir' && hasOnly(source, 'medium', 'sizeLimit')) return scratch(source, reading);
  if (kind === 'configMap' && hasOnly(source, 'name')) return { configMap: textField(source, 'name') };
  if (kind === 'secret' && hasOnly(source, 'secretName')) {
    const secret = reading.secrets.whole(textField(source, 'secretName') ?? '');
    return secret && { secret };
  }
  if (kind !== 'persistentVolumeClaim') return undefined;
  const isReadOnly = readOnly || field(source, 'readOnly') === true;
  return present({ existingClaim: textField(source, 'claimName'), readOnly: isReadOnly || undefined });
}

/** Returns scratch space. That in memory without a size is as large as the container's memory. */
function scratch(source: Readonly<Record<string, unknown>>, { container }: Reading): Value {
  const size = source['sizeLimit'];
  if (source['medium'] !== 'Memory') return { emptyDir: typeof size === 'string' ? size : scratchSize };
  const memory = size ?? field(container.see('resources'), 'limits', 'memory');
  return typeof memory === 'string' ? { emptyDir: memory, inMemory: true } : undefined;
}
