import { field, listField, textField } from './fields';
import { groupOf } from './kinds';
import { Manifest } from './manifest';
import { podContainers, podTemplate } from './pod-template';

/** A place in an object that names another object, without which it does not work. */
export interface Reference {
  /** The place of the reference, such as `container "web" envFrom`. */
  readonly from: string;
  readonly kind: 'ConfigMap' | 'PersistentVolumeClaim' | 'Role' | 'Secret' | 'Service' | 'ServiceAccount';
  readonly namespace: string | undefined;
  readonly name: string;
  /** The key that the ConfigMap must have. */
  readonly key?: string;
}

type Found = Omit<Reference, 'namespace' | 'name'> & { readonly name: string | undefined; readonly namespace?: string };

/** The objects that an object refers to by name and that the same program usually brings, but for those that are optional. */
export function references(manifest: Manifest): Reference[] {
  const pod = field(podTemplate(manifest), 'spec');
  const found: Found[] = [
    ...podContainers(manifest).flatMap(containerReferences),
    ...listField(pod, 'volumes').flatMap(volumeReferences),
    { from: 'serviceAccountName', kind: 'ServiceAccount', name: textField(pod, 'serviceAccountName') },
    ...ownReferences(manifest),
  ];
  return found.flatMap((reference) =>
    reference.name === undefined || reference.name === ''
      ? []
      : [{ ...reference, name: reference.name, namespace: reference.namespace ?? manifest.metadata.namespace }],
  );
}

function containerReferences(container: unknown): Found[] {
  const whose = `container "${textField(container, 'name') ?? ''}"`;
  const variables = listField(container, 'env').flatMap((variable) => {
    const from = `${whose} env ${textField(variable, 'name') ?? ''}`;
    return [
      ...named('ConfigMap', from, field(variable, 'valueFrom', 'configMapKeyRef')),
      ...named('Secret', from, field(variable, 'valueFrom', 'secretKeyRef')),
    ];
  });
  const sources = listField(container, 'envFrom').flatMap((source) => [
    ...named('ConfigMap', `${whose} envFrom`, field(source, 'configMapRef')),
    ...named('Secret', `${whose} envFrom`, field(source, 'secretRef')),
  ]);
  return [...variables, ...sources];
}

function volumeReferences(volume: unknown): Found[] {
  const from = `volume "${textField(volume, 'name') ?? ''}"`;
  const sources = [volume, ...listField(volume, 'projected', 'sources')];
  return sources.flatMap((source) => [
    ...named('ConfigMap', from, field(source, 'configMap')),
    ...named('Secret', from, field(source, 'secret')),
    ...named('PersistentVolumeClaim', from, field(source, 'persistentVolumeClaim')),
  ]);
}

/** The reference of a source to the object that it reads, unless it is optional. */
function named(kind: Reference['kind'], from: string, source: unknown): Found[] {
  if (source === undefined || field(source, 'optional') === true) return [];
  const name = textField(source, 'name') ?? textField(source, 'secretName') ?? textField(source, 'claimName');
  return [{ kind, from, name, key: textField(source, 'key') }];
}

function ownReferences(manifest: Manifest): Found[] {
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case 'apps/StatefulSet':
      return [{ from: 'spec.serviceName', kind: 'Service', name: textField(manifest, 'spec', 'serviceName') }];
    case 'rbac.authorization.k8s.io/RoleBinding':
      return [...roleReference(manifest), ...subjects(manifest)];
    case 'rbac.authorization.k8s.io/ClusterRoleBinding':
      return subjects(manifest);
    default:
      return [];
  }
}

// A ClusterRole may be the cluster's own.
function roleReference(binding: Manifest): Found[] {
  return textField(binding, 'roleRef', 'kind') === 'Role'
    ? [{ from: 'roleRef', kind: 'Role', name: textField(binding, 'roleRef', 'name') }]
    : [];
}

function subjects(binding: Manifest): Found[] {
  return listField(binding, 'subjects')
    .filter((subject) => textField(subject, 'kind') === 'ServiceAccount')
    .map((subject) => ({
      from: 'subjects',
      kind: 'ServiceAccount',
      name: textField(subject, 'name'),
      namespace: textField(subject, 'namespace'),
    }));
}
