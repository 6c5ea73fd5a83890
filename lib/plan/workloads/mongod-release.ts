import { imageVersion } from '../../kubernetes/image';
import { field, listField, KubernetesManifest, referredName, textField } from '../../manifests/manifest';
import { references } from '../../manifests/references';
import { desiredState } from '../../prerequisites/desired-state';

/** A release of mongod (`8.0.30`), or the data format of a series (`8.0`). */
export interface Release {
  readonly text: string;
  /** `8.0` */
  readonly series: string;
  readonly major: number;
  readonly minor: number;
}

/** A container that runs mongod. */
export interface Mongod {
  /** The path of its image. */
  readonly path: readonly string[];
  readonly release: Release;
}

const containers = ['spec', 'template', 'spec', 'containers'];

/** Finds the container of a StatefulSet that runs mongod, by its name. Undefined if there is none, or its image has no version. */
export function findMongod(manifest: KubernetesManifest | undefined): Mongod | undefined {
  if (manifest?.kind !== 'StatefulSet') return undefined;
  for (const container of listField(manifest, ...containers)) {
    const name = textField(container, 'name') ?? '';
    const release = releaseOf(imageVersion(field(container, 'image')));
    if (release && ['mongod', 'mongodb'].includes(name))
      return { path: [...containers, `[${name}]`, 'image'], release };
  }
  return undefined;
}

/** Returns the featureCompatibilityVersion in the ConfigMap of a MongoStatefulSet's agents; undefined if none is desired. */
export function desiredFormat(manifest: KubernetesManifest): Release | undefined {
  return releaseOf(textField(desiredState(manifest), 'featureCompatibilityVersion'));
}

/** Returns the featureCompatibilityVersion that the agents of a StatefulSet desire; undefined if none is desired. */
export function formatOf(statefulSet: KubernetesManifest, all: readonly KubernetesManifest[]): Release | undefined {
  const names = references(statefulSet).map(({ kind, namespace, name }) => referredName(kind, namespace, name));
  for (const manifest of all) {
    const { kind, metadata } = manifest;
    const format = desiredFormat(manifest);
    if (format && names.includes(referredName(kind, metadata.namespace, metadata.name))) return format;
  }
  return undefined;
}

/** Returns true if a release is of a later series than another. */
export function isLater(one: Release, other: Release): boolean {
  return one.major > other.major || (one.major === other.major && one.minor > other.minor);
}

function releaseOf(version: string | undefined): Release | undefined {
  const [text, major, minor] = /^(\d+)\.(\d+)(?:\.\d+)*/.exec(version ?? '') ?? [];
  if (text === undefined) return undefined;
  return { text, series: `${major}.${minor}`, major: Number(major), minor: Number(minor) };
}
