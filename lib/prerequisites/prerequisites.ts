import { isBuiltIn } from '../manifests/kinds';
import { groupKind, KubernetesManifest, textField } from '../manifests/manifest';
import { providedSecretNames } from '../manifests/provided-secrets';
import { SecretKeyFormat, secretKeyFormats, SecretOriginal, SecretUse, secretUses } from './secret-uses';
import { SecretType } from '../kubernetes/secret-type';
import { FindingsError } from '../findings/findings-error';
import { array } from '../props/array';
import { unchecked } from '../props/instance';
import { groupedBy, isMap } from '../props/map';
import { parsedEntries } from '../props/object';
import { parsedSafely } from '../props/parsed-prop';
import { string } from '../props/scalar';
import { mistyped, Schema } from '../props/schema';

/** A Secret that must be in the cluster before the manifests work, and nothing of its value. */
export interface SecretPrerequisite {
  /** The namespace; `default` for an object that names none. */
  readonly namespace: string;
  /** The Secret's name. */
  readonly name: string;
  /** The keys that are known to be needed; none for a Secret that is only used as a whole. */
  readonly keys: readonly SecretKeyPrerequisite[];
  /** The type that a use asks for; undefined if any type will do. */
  readonly type?: SecretType;
  /** The Secret of another namespace whose values it has; undefined if it has values of its own. */
  readonly copyOf?: SecretOriginal;
  /** The uses of the Secret as a whole, which do not name its keys: `Deployment web, all variables`. */
  readonly usedBy: readonly string[];
}

/** A key that a Secret must have. */
export interface SecretKeyPrerequisite {
  /** The key. */
  readonly key: string;
  /** The form of the value that its uses ask for. */
  readonly format: SecretKeyFormat;
  /** The uses of the key: `Deployment user-admin-backend, variable MASTER_KEY` or `StatefulSet mongo, file keyfile/keyfile`. */
  readonly usedBy: readonly string[];
}

/** The objects that a cluster must have before the manifests work there. */
export interface Prerequisites {
  /** The Secrets. */
  readonly secrets: readonly SecretPrerequisite[];
  /** The custom resources among the manifests, as `group/Kind`: their definitions must be installed. */
  readonly customResources: readonly string[];
}

/**
 * Returns the Secrets and custom resource definitions that the manifests need and do not contain. A manifest contains a Secret as
 * itself, or as the ExternalSecret, SealedSecret, SecretProviderClass or Certificate from which an operator creates it. A key with
 * several uses has the strictest of their formats. All lists are sorted.
 * @throws FindingsError if one is no object of Kubernetes (from JavaScript)
 */
export function prerequisites(manifests: readonly KubernetesManifest[]): Prerequisites {
  const { issues } = parsedSafely(() => manifestList.parse(manifests));
  if (issues.length > 0) throw new FindingsError(issues.map((issue) => ({ path: 'prerequisites', ...issue })));
  const provided = new Set(
    manifests.flatMap((it) => providedSecretNames(it).map((name) => `${it.metadata.namespace ?? 'default'}/${name}`)),
  );
  const bySecret = grouped(
    manifests.flatMap(secretUses).filter(({ namespace, name }) => !provided.has(`${namespace}/${name}`)),
    ({ namespace, name }) => `${namespace}/${name}`,
  );
  return { secrets: bySecret.map(secretPrerequisite), customResources: customResources(manifests) };
}

const manifestFields = { apiVersion: string(), kind: string(), metadata: unchecked() };

const manifestList = array<Schema, object>({
  wanted: 'an object of Kubernetes',
  plural: 'objects of Kubernetes',
  parse: (value) => (isMap(value) ? parsedEntries(manifestFields, value) : mistyped('an object of Kubernetes', value)),
});

function secretPrerequisite(uses: readonly [SecretUse, ...SecretUse[]]): SecretPrerequisite {
  const [{ namespace, name }] = uses;
  const keyed = uses.filter((use): use is SecretUse & { key: string } => use.key !== undefined);
  const whole = uses.filter(({ key }) => key === undefined);
  const type = uses.find((use) => use.type !== undefined)?.type;
  const copyOf = uses.find((use) => use.copyOf !== undefined)?.copyOf;
  return {
    namespace,
    name,
    keys: grouped(keyed, ({ key }) => key).map((sameKey) => ({
      key: sameKey[0].key,
      format: secretKeyFormats.findLast((format) => sameKey.some((use) => use.format === format)) ?? 'any',
      usedBy: ordered(sameKey.map(({ by }) => by)),
    })),
    type,
    ...(copyOf === undefined ? {} : { copyOf }),
    usedBy: ordered(whole.map(({ by }) => by)),
  };
}

function customResources(manifests: readonly KubernetesManifest[]): string[] {
  const defined = new Set(
    manifests
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map((it) => `${textField(it, 'spec', 'group') ?? ''}/${textField(it, 'spec', 'names', 'kind') ?? ''}`),
  );
  const used = manifests.filter((it) => !isBuiltIn(it)).map(groupKind);
  return ordered(used.filter((kind) => !defined.has(kind)));
}

function grouped<Item>(items: readonly Item[], nameOf: (item: Item) => string): [Item, ...Item[]][] {
  const groups = groupedBy(items, (item) => [nameOf(item)]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

// By code unit: the same on every machine, whatever its language.
function ordered(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
