import { imageVersion } from '../../kubernetes/image';
import { field, groupKind, listField, KubernetesManifest, referredName, textField } from '../../manifests/manifest';
import { references } from '../../manifests/references';
import { findSeries, MongoSeries } from '../../mongo/mongod/release-series';
import { desiredState } from '../../prerequisites/desired-state';

/** A release of mongod. */
export interface Release {
  /** `8.0.30` */
  readonly text: string;
  readonly series: MongoSeries;
}

/** A container that runs mongod, or a custom resource of which an operator does. */
export interface Mongod {
  /** The path of its image or version. */
  readonly path: readonly string[];
  readonly release: Release;
}

const containers = ['spec', 'template', 'spec', 'containers'];

// Custom resources whose operators run mongod, with the field below `spec` that says the release.
const operated: Readonly<Record<string, string>> = {
  'mongodbcommunity.mongodb.com/MongoDBCommunity': 'version',
  'mongodb.com/MongoDB': 'version',
  'psmdb.percona.com/PerconaServerMongoDB': 'image',
};

/**
 * Finds the container of a StatefulSet that runs mongod, by its name, or the release in a custom resource. Undefined without such a container, or if
 * its tag names no release.
 */
export function findMongod(manifest: KubernetesManifest | undefined): Mongod | undefined {
  const name = manifest === undefined ? undefined : operated[groupKind(manifest)];
  if (name !== undefined) {
    const path = ['spec', name];
    const version = textField(manifest, ...path);
    const release = releaseOf(name === 'image' ? imageVersion(version) : version);
    return release && { path, release };
  }
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
export function desiredFormat(manifest: KubernetesManifest): MongoSeries | undefined {
  return findSeries(textField(desiredState(manifest), 'featureCompatibilityVersion'));
}

/** Returns the featureCompatibilityVersion that the agents of a StatefulSet desire; undefined if none is desired. */
export function formatOf(statefulSet: KubernetesManifest, all: readonly KubernetesManifest[]): MongoSeries | undefined {
  const names = references(statefulSet).map(({ kind, namespace, name }) => referredName(kind, namespace, name));
  for (const manifest of all) {
    const { kind, metadata } = manifest;
    const format = desiredFormat(manifest);
    if (format && names.includes(referredName(kind, metadata.namespace, metadata.name))) return format;
  }
  return undefined;
}

function releaseOf(version: string | undefined): Release | undefined {
  const [text] = /^\d+(?:\.\d+)*/.exec(version ?? '') ?? [];
  const series = findSeries(text);
  return text === undefined || series === undefined ? undefined : { text, series };
}
