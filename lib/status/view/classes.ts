import { isDefaultClass } from '../../manifests/kinds';
import { KubernetesManifest } from '../../manifests/manifest';
import { ClusterView, liveNamed, wasRead } from './cluster-view';

/** A kind of the cluster that objects name by a field, and of which one object may be the default. */
type ClassKind = 'IngressClass' | 'StorageClass';

/** Returns the class of a name, or the default class without one; undefined if the cluster does not have it, or it was not read. */
export function classOf(view: ClusterView, kind: ClassKind, name: string | undefined): KubernetesManifest | undefined {
  if (name !== undefined) return liveNamed(view, kind, undefined, name);
  return view.objects.find((each) => each.kind === kind && isDefaultClass(each));
}

/** Returns what is wrong with the class that an object names or leaves out; undefined if nothing is, or the classes were not read. */
export function classFault(view: ClusterView, kind: ClassKind, name: string | undefined): string | undefined {
  if (!wasRead(view, kind, undefined) || classOf(view, kind, name) !== undefined) return undefined;
  if (name !== undefined) return `its ${kind} ${name} does not exist`;
  return `has no ${kind.charAt(0).toLowerCase()}${kind.slice(1)}Name, and the cluster has no default class`;
}
