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
import { providedSecretNames } from '../../manifests/provided-secrets';
import { remembered } from '../../manifests/remembered';
import { Reference, references } from '../../manifests/references';
import { quoted } from '../../findings/problem';
import { nearName } from '../../findings/near-name';

const groups: Readonly<Record<string, string>> = { Role: 'rbac.authorization.k8s.io' };

// What Kubernetes and its common controllers put into every namespace, and what no manifest of a program has.
const givenNames = /^(?:default|kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert)$/;
const kindWords =
  /^(?:cm|conf|config|configmap|cfg|settings|env|properties|secrets?|svc|service|headless|sa|account|serviceaccount|role|pvc|claim)$/;
const systemNamespaces = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/**
 * A pod waits for ever for an object that does not exist. Many are created elsewhere, so that a missing one is only a finding if the
 * output has the object that is meant: one with a near name, or one of the kind that nothing else refers to. A Role is rendered with the
 * binding of a program's own accounts, and a ConfigMap of the output has the keys that are named.
 */
export const noDanglingReference: Rule = {
  id: 'no-dangling-reference',
  summary:
    'A ConfigMap, Secret, ServiceAccount, Role, Service or claim that is named is in the output, if the output has a similar one',
  why: 'the pod waits for ever; a name that is similar to none comes from elsewhere',
  *check(object, objects) {
    for (const reference of references(object)) {
      const { kind, namespace, name } = reference;
      const others =
        objectsByKind(objects).get(referredName(kind, namespace, '')) ?? new Map<string, KubernetesManifest>();
      const found = others.get(name);
      const fault = found === undefined ? missingFault(reference, others, object, objects) : keyFault(reference, found);
      if (fault !== undefined) yield fault;
    }
  },
};

function missingFault(
  { path, kind, namespace, name }: Reference,
  others: ReadonlyMap<string, KubernetesManifest>,
  object: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): RuleFault | undefined {
  if (givenNames.test(name)) return undefined;
  const unused = [...others].filter(([other]) => !referredNames(objects).has(referredName(kind, namespace, other)));
  const unusedNames = unused.map(([other]) => other);
  // What another reference names is a second object, as shop-env is beside shop, unless the one is a slip for the other.
  const slips = [...others.keys()].filter((other) => unusedNames.includes(other) || !other.startsWith(`${name}-`));
  const meant =
    nearName(name, slips) ??
    unusedNames.find((other) => coreOf(other) === coreOf(name)) ??
    unused.find(([, other]) => isForReferences(kind, other))?.[0];
  const isKept = systemNamespaces.has(namespace ?? '') || name.startsWith('system:');
  const isOwn = kind === 'Role' && !isKept && (others.size > 0 || isForOwnAccounts(object));
  if (meant === undefined && !isOwn) return undefined;
  return {
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

function keyFault({ source, kind, key, name }: Reference, found: KubernetesManifest): RuleFault | undefined {
  // The keys of a generated one are not known.
  if (kind !== 'ConfigMap' || key === undefined || found.kind !== kind) return undefined;
  const keys = [...Object.keys(field(found, 'data') ?? {}), ...Object.keys(field(found, 'binaryData') ?? {})];
  if (keys.includes(key)) return undefined;
  const near = nearName(key, keys);
  return {
    path: [...source, 'key'],
    want: `must be a key of ConfigMap ${quoted(name)}`,
    got: quoted(key),
    write: near === undefined ? 'write one of its keys' : `write ${quoted(near)}`,
  };
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
