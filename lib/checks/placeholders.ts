import { isMap } from '../props/map';
import { KubernetesManifest, Path } from '../manifests/manifest';

// What Flux, envsubst and other templates write a value for: `${APP}`, `${SIZE:=5Gi}`, `{{ name }}`.
const placeholder = /\$\{\w+[^}]*\}|\{\{.*?\}\}/s;

/**
 * True if a string is not the one that the cluster gets: it has a placeholder, in an object whose name has one too, so that another program
 * writes it first. kubectl refuses such a name.
 */
export function isWrittenLater(object: KubernetesManifest, path: Path): boolean {
  return placeholder.test(object.metadata.name) && placeholder.test(textAt(object, path));
}

/** True if a string has one of some variables, as `$(NAME)`, for which kustomize writes a value. */
export function hasVariable(object: KubernetesManifest, path: Path, variables: readonly string[]): boolean {
  const text = variables.length === 0 ? '' : textAt(object, path);
  return variables.some((name) => text.includes(`$(${name})`));
}

/** The string at a path; empty without one. */
function textAt(object: KubernetesManifest, path: Path): string {
  const value = path.reduce((inner: unknown, key) => {
    if (Array.isArray(inner)) return inner[Number(key)] as unknown;
    return isMap(inner) ? inner[key] : undefined;
  }, object);
  return typeof value === 'string' ? value : '';
}
