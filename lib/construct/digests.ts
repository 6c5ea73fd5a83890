import { IConstruct } from 'constructs';
import { isPlainObject } from '../findings/described';
import { KubernetesManifest, Path } from '../manifests/manifest';
import { placedImages } from '../manifests/pod-template';
import { inheritedValues } from './inherited';

/**
 * Returns an object with the digests that its scopes have for its images: `mongo:8.0.30` is `mongo:8.0.30@sha256:…`. An image that has a
 * digest stays. The tag stays too, for the label with the version, and for readers.
 */
export function withDigests<Given extends object>(construct: IConstruct, object: Given): Given {
  const images = placedImages(object as KubernetesManifest);
  if (images.length === 0) return object;
  const digests = Object.assign({}, ...inheritedValues(construct, 'digests').filter(isPlainObject)) as object;
  return images.reduce((given, { path, value }) => {
    const image = value as string;
    if (!Object.hasOwn(digests, image)) return given;
    return replaced(given, path, `${image}@${String(Reflect.get(digests, image))}`) as Given;
  }, object);
}

/** Returns the spec of a Job with the digests of its images, for a name that is a hash of it: a Job's pods cannot change. */
export function jobSpecWithDigests<Spec>(construct: IConstruct, spec: Spec): Spec {
  return withDigests(construct, { apiVersion: 'batch/v1', kind: 'Job', spec }).spec;
}

/** Returns a value with another one at a path; what lies beside the path is shared. */
function replaced(value: unknown, [key, ...rest]: Path, replacement: string): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? replaced(item, rest, replacement) : item));
  const map = value as Readonly<Record<string, unknown>>;
  return { ...map, [key]: replaced(map[key], rest, replacement) };
}
