import { volumeName } from '../../backend-service/config/mounts';
import { field, Fields, textField } from '../../manifests/manifest';
import { Value, Values } from '../program/expression';
import { hasOnly, keeps, maps, OtherContainer, podPath, present, Reading } from './reading';

/** The volumes of pods as props say them. */
export interface ReadVolumes {
  readonly props: Values;
  /** Returns the paths of these volumes that a container beside the application's has too. The others are left in it. */
  readonly pathsOf: (container: OtherContainer) => readonly string[];
}

// The default of the container's limit of storage on the node.
const scratchSize = '1Gi';

// Every container has it unless its paths are stated.
const scratchPath = '/tmp';

/** Returns the props of the volumes that props can say: whole volumes, each mounted once by the application. */
export function volumeProps(reading: Reading): ReadVolumes {
  const { container, deployment } = reading;
  const mounts = maps(container.take('volumeMounts'));
  const volumes = maps(deployment.take(...podPath, 'volumes'));
  const said = new Map<Fields, readonly [path: string, mount: Value]>();
  const left: Fields[] = [];
  // The construct refuses a mount in such a directory, which the kubelet creates.
  const readOnly = volumes.filter((volume) => volume['configMap'] !== undefined || volume['secret'] !== undefined);
  const directories = mounts.filter((mount) => readOnly.some(({ name }) => name === mount['name'])).map(pathOf);
  for (const volume of volumes) {
    const own = mounts.filter((mount) => mount['name'] === volume['name']);
    const [mount] = own;
    if (own.length !== 1 || !hasOnly(mount, 'name', 'mountPath', 'readOnly')) continue;
    const path = pathOf(mount);
    if (directories.some((directory) => path.startsWith(`${directory}/`))) continue;
    const value = mountOf(volume, mount['readOnly'] === true, reading);
    if (value === undefined) continue;
    said.set(mount, [path, value]).set(volume, [path, value]);
    // An init container may write what the application only reads.
    if (volume['emptyDir'] !== undefined && mount['readOnly'] === true) left.push({ mountPath: path, readOnly: true });
  }
  left.push(...mounts.filter((each) => !said.has(each)));
  const unsaid = volumes.filter((each) => !said.has(each));
  if (left.length > 0) container.put(left, 'volumeMounts');
  if (unsaid.length > 0) deployment.put(unsaid, ...podPath, 'volumes');
  const paths = new Map(
    volumes.flatMap((volume) => {
      const [path] = said.get(volume) ?? [];
      return path === undefined ? [] : [[volume['name'], path] as const];
    }),
  );
  return {
    props: { mounts: present(Object.fromEntries(said.values())) },
    pathsOf: (other) => sharedPaths(other, paths),
  };
}

/** Takes the mounts of a container of volumes that props say, by the volumes' old names; a mount at another path is of the volume's new name. */
function sharedPaths({ rest }: OtherContainer, paths: ReadonlyMap<unknown, string>): string[] {
  const shared = new Set([scratchPath]);
  const left = maps(rest.take('volumeMounts')).flatMap((mount) => {
    const { name, mountPath, ...others } = mount;
    const path = paths.get(name);
    if (path === undefined) return [mount];
    if (pathOf(mount) !== path) return [{ ...others, mountPath, name: volumeName(path) }];
    shared.add(path);
    return Object.keys(others).length === 0 ? [] : [{ mountPath: path, ...others }];
  });
  if (left.length > 0) rest.put(left, 'volumeMounts');
  return [...shared];
}

function pathOf(mount: Fields): string {
  return textField(mount, 'mountPath')?.replace(/(?<=.)\/$/, '') ?? '';
}

function mountOf(volume: Fields, readOnly: boolean, reading: Reading): Value {
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

/**
 * Returns scratch space. Without a size it is as large as the container's limit: of storage on the node, or of memory. Without such a limit it
 * is undefined in memory, and if resources are kept.
 */
function scratch(source: Fields, reading: Reading): Value {
  const inMemory = source['medium'] === 'Memory';
  const limit = textField(reading.container.see('resources'), 'limits', inMemory ? 'memory' : 'ephemeral-storage');
  const size = textField(source, 'sizeLimit') ?? limit;
  if (size !== undefined) return { emptyDir: size, inMemory: inMemory || undefined };
  return inMemory || keeps(reading, 'resources', false) ? undefined : { emptyDir: scratchSize };
}
