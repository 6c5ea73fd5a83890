import { isBuiltIn } from '../manifests/kinds';
import { field, groupKind, KubernetesManifest, listField, textMapField } from '../manifests/manifest';
import { podTemplatePath } from '../manifests/pod-template';
import { isMap } from '../props/map';
import { ReadManifest } from './parsed-manifests';

/** Labels that kustomize gives all objects of a kustomization. */
export interface CommonLabels {
  readonly labels: Readonly<Record<string, string>>;
  /** True if the templates of pods get them, too. */
  readonly areInTemplates: boolean;
  /** True if selectors of pods get them, too. */
  readonly areInSelectors: boolean;
}

// Those that kustomize writes into an object without any; others ask for less than the pods have.
const selectors: Readonly<Record<string, readonly string[]>> = {
  '/Service': ['spec', 'selector'],
  '/ReplicationController': ['spec', 'selector'],
  'apps/Deployment': ['spec', 'selector', 'matchLabels'],
  'apps/ReplicaSet': ['spec', 'selector', 'matchLabels'],
  'apps/DaemonSet': ['spec', 'selector', 'matchLabels'],
  'apps/StatefulSet': ['spec', 'selector', 'matchLabels'],
};

/** Returns the labels that a kustomization gives its objects: `commonLabels` everywhere, and `labels` where each of them says. */
export function commonLabels(kustomization: unknown): CommonLabels[] {
  const everywhere = textMapField(kustomization, 'commonLabels');
  const chosen = listField(kustomization, 'labels').map((each) => ({
    labels: textMapField(each, 'pairs'),
    areInTemplates: field(each, 'includeTemplates') === true || field(each, 'includeSelectors') === true,
    areInSelectors: field(each, 'includeSelectors') === true,
  }));
  return [{ labels: everywhere, areInTemplates: true, areInSelectors: true }, ...chosen].filter(
    ({ labels }) => Object.keys(labels).length > 0,
  );
}

/** Returns objects with the labels that kustomize gives them, in place of those that they state. */
export function labelled(read: readonly ReadManifest[], common: readonly CommonLabels[]): ReadManifest[] {
  return read.map((each) => ({ ...each, manifest: common.reduce(withLabels, each.manifest) }));
}

function withLabels(manifest: KubernetesManifest, common: CommonLabels): KubernetesManifest {
  const template = isBuiltIn(manifest) ? podTemplatePath(manifest) : undefined;
  const selector = selectors[groupKind(manifest)];
  const paths = [
    ['metadata', 'labels'],
    ...(common.areInTemplates && template !== undefined ? [[...template, 'metadata', 'labels']] : []),
    ...(common.areInSelectors && selector !== undefined ? [selector] : []),
  ];
  return paths.reduce((labels, path) => withEntries(labels, path, common.labels) as KubernetesManifest, manifest);
}

/** Returns a value with entries in the map at a path, which is made if it is not there. */
function withEntries(value: unknown, [name, ...rest]: readonly string[], entries: CommonLabels['labels']): unknown {
  const fields = isMap(value) ? value : {};
  return name === undefined
    ? { ...fields, ...entries }
    : { ...fields, [name]: withEntries(fields[name], rest, entries) };
}
