import { Rule, RuleFault } from '../rule';
import {
  field,
  groupKind,
  groupOf,
  KubernetesManifest,
  listField,
  referredName,
  textField,
} from '../../manifests/manifest';
import { podSpec } from '../../manifests/pod-template';
import { providedSecretNames, providedSecrets } from '../../manifests/provided-secrets';
import { remembered } from '../../manifests/remembered';
import { Reference, references } from '../../manifests/references';
import { quoted } from '../../findings/problem';
import { nearName } from '../../findings/near-name';

const rbac = 'rbac.authorization.k8s.io';
const groups: Readonly<Record<string, string>> = { Role: rbac, ClusterRole: rbac };

// What Kubernetes and its common controllers put into every namespace, and what no manifest of a program has.
const givenNames = /^(?:default|kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert)$/;
// The roles that Kubernetes gives every cluster.
const clustersRoles = /^(?:cluster-admin|admin|edit|view|system:.*)$/;
const kindWords =
  /^(?:cm|conf|config|configmap|cfg|settings|env|properties|secrets?|svc|service|headless|sa|account|serviceaccount|role|pvc|claim)$/;
const systemNamespaces = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/**
 * A pod waits for ever for an object that does not exist. Many are created elsewhere, so that a missing one is only a finding if the
 * output has the object that is meant: one with a near name, or one of the kind that nothing else refers to. A Role is rendered with the
 * binding of a program's own accounts, and a ConfigMap or Secret of the output has the keys that are named.
 */
export const noDanglingReference: Rule = {
  id: 'no-dangling-reference',
  summary:
    'A ConfigMap, Secret, ServiceAccount, Role, Service or claim that is named is in the output, if the output has a similar one, with the keys that are named',
  why: 'the pod waits for ever; a name that is similar to none comes from elsewhere',
  *check(object, objects) {
    for (const reference of references(object)) {
      const { kind, namespace, name } = reference;
      const others =
        objectsByKind(objects).get(referredName(kind, namespace, '')) ?? new Map<string, KubernetesManifest>();
      if (others.has(name)) yield* keyFaults(reference, objects);
      else yield* missingFaults(reference, others, object, objects);
    }
  },
};

function* missingFaults(
  { path, kind, namespace, name }: Reference,
  others: ReadonlyMap<string, KubernetesManifest>,
  object: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): Generator<RuleFault> {
  if (givenNames.test(name) || (kind === 'ClusterRole' && clustersRoles.test(name))) return;
  const unused = [...others].filter(([other]) => !referredNames(objects).has(referredName(kind, namespace, other)));
  const unusedNames = unused.map(([other]) => other);
  // What another reference names is a second object, as shop-env is beside shop, unless the one is a slip for the other.
  const slips = [...others.keys()].filter((other) => unusedNames.includes(other) || !other.startsWith(`${name}-`));
  // Operators bring rights of accounts that are elsewhere, and accounts of pods that they make.
  const mayBeMeant = podSpec(object) !== undefined || others.size === 1;
  const meant =
    nearName(name, slips) ??
    unusedNames.find((other) => coreOf(other) === coreOf(name)) ??
    (mayBeMeant ? unused.find(([, other]) => isForReferences(kind, other))?.[0] : undefined);
  const isKept = systemNamespaces.has(namespace ?? '') || name.startsWith('system:');
  const isOwn = kind === 'Role' && !isKept && (others.size > 0 || isForOwnAccounts(object));
  if (meant === undefined && !isOwn) return;
  yield {
    path,
    want: `must name a ${kind} of the output`,
    got: quoted(name),
    write: meant === undefined ? 'add it, or write the name of one' : `write ${quoted(meant)}`,
  };
}

/** True if a binding is for accounts of its namespace alone. People, groups and accounts of others are often given a Role of elsewhere. */
function isForOwnAccounts(binding: KubernetesManifest): boolean {
  const subjects = listField(binding, 'subjects');
  const isOwn = (subject: unknown): boolean =>
    field(subject, 'kind') === 'ServiceAccount' &&
    (textField(subject, 'namespace') ?? binding.metadata.namespace) === binding.metadata.namespace;
  return subjects.length > 0 && subjects.every(isOwn);
}

/** A name without the words that say of which kind the object is, such as `db` of `db-headless`. */
function coreOf(name: string): string {
  return name
    .split(/[-._]/)
    .filter((word) => !kindWords.test(word))
    .join('-');
}

/** True if an object that nothing refers to must be the one that is missing: others may be read in other ways. */
function isForReferences(kind: Reference['kind'], object: KubernetesManifest): boolean {
  return (
    kind === 'ServiceAccount' ||
    kind === 'PersistentVolumeClaim' ||
    (kind === 'Service' && field(object, 'spec', 'clusterIP') === 'None')
  );
}

function* keyFaults(
  { kind, namespace, keys, name }: Reference,
  objects: readonly KubernetesManifest[],
): Generator<RuleFault> {
  const known = keysByName(objects).get(referredName(kind, namespace, name)) ?? [];
  // An object without keys is filled by a controller.
  if (known.length === 0) return;
  for (const { path, value } of keys) {
    if (known.includes(String(value))) continue;
    const near = nearName(String(value), known);
    yield {
      path,
      want: `must be a key of ${kind} ${quoted(name)}`,
      got: quoted(value),
      write: near === undefined ? 'write one of its keys' : `write ${quoted(near)}`,
    };
  }
}

/** The keys of ConfigMaps and Secrets by their names; empty where an object does not say them all. Of copies in several files each may be meant. */
const keysByName = remembered((objects: readonly KubernetesManifest[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[] | undefined>();
  const add = (
    kind: string,
    namespace: string | undefined,
    name: string,
    keys: readonly string[] | undefined,
  ): void => {
    const place = referredName(kind, namespace, name);
    const others = found.has(place) ? found.get(place) : [];
    found.set(place, keys && others && [...others, ...keys]);
  };
  for (const object of objects) {
    const { name, namespace } = object.metadata;
    if (groupKind(object) === '/ConfigMap')
      add('ConfigMap', namespace, name, [...keysIn(object, 'data'), ...keysIn(object, 'binaryData')]);
    if (groupKind(object) === '/ConfigMapGenerator') add('ConfigMap', namespace, name, undefined);
    for (const secret of providedSecrets(object))
      if (secret.name !== undefined) add('Secret', namespace, secret.name, secret.keys);
  }
  return new Map([...found].map(([name, keys]) => [name, keys ?? []]));
});

function keysIn(object: KubernetesManifest, name: string): string[] {
  return Object.keys(field(object, name) ?? {});
}

/** The names that any of the objects refers to. */
const referredNames = remembered(
  (objects: readonly KubernetesManifest[]): ReadonlySet<string> =>
    new Set(objects.flatMap(references).map(({ kind, namespace, name }) => referredName(kind, namespace, name))),
);

/** The names of the objects of each kind in each namespace, and the objects themselves. */
const objectsByKind = remembered(
  (objects: readonly KubernetesManifest[]): ReadonlyMap<string, ReadonlyMap<string, KubernetesManifest>> => {
    const found = new Map<string, Map<string, KubernetesManifest>>();
    const add = (kind: string, namespace: string | undefined, name: string, object: KubernetesManifest): void => {
      const place = referredName(kind, namespace, '');
      found.set(place, (found.get(place) ?? new Map<string, KubernetesManifest>()).set(name, object));
    };
    for (const object of objects) {
      const { name, namespace } = object.metadata;
      if (groupOf(object) === (groups[object.kind] ?? '')) add(object.kind, namespace, name, object);
      if (groupKind(object) === '/ConfigMapGenerator') add('ConfigMap', namespace, name, object);
      for (const secret of providedSecretNames(object)) add('Secret', namespace, secret, object);
    }
    return found;
  },
);
