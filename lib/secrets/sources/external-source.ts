import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { Issue, Problem, quoted } from '../../findings/problem';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { instance } from '../../props/instance';
import { object } from '../../props/object';
import { boolean, oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf, refine, unshown } from '../../props/schema';
import { union } from '../../props/union';
import { DeclaredSecret, keyIssues, valuesByKey, word } from './declared-secret';
import { SecretDelivery, secretObject } from './secret-delivery';
import { SecretStore } from './secret-store';
import { secretTemplate, templateProblem, unknownValues, valueReference } from './template';

const example = '{ remoteRef: { key: "production/name" } }';

const remoteRef = object({
  /** The value's name or path in the store. */
  key: word,
  /** The field of a value that has several. @default - the whole value */
  property: optional(word),
  /** The version of the value. @default - the newest version */
  version: optional(word),
  /** The encoding of the value in the store, which the operator decodes. @default 'None' */
  decodingStrategy: optional(unshown(oneOf(['None', 'Auto', 'Base64', 'Base64URL'])), 'None'),
});

/** The place of a value in the store. */
export interface RemoteRef extends PropsOf<typeof remoteRef>, Props {}

const remoteValue = object({
  /** The place of the value in the store. */
  remoteRef: named<RemoteRef, Decided<typeof remoteRef>>(remoteRef),
});

/** A value of the store. */
export interface RemoteValue extends PropsOf<typeof remoteValue>, Props {}

/** A value of the store with every default decided. */
export interface DecidedRemoteValue extends Decided<typeof remoteValue> {}

const remote = named<RemoteValue, DecidedRemoteValue>(remoteValue);

const templatedValue = object({
  /** The template. */
  template: word,
});

/** A value that a Go template builds from others, such as `mongodb://${uriEncoded('username')}:…`. */
export interface TemplatedValue extends PropsOf<typeof templatedValue>, Props {}

const secretStoreRef = object({
  /** The store's name. */
  name: string({ check: dnsSubdomainProblem }),
  /** The store's kind: one of the namespace, or one of the cluster. @default 'SecretStore' */
  kind: optional(unshown(oneOf(['SecretStore', 'ClusterSecretStore'])), 'SecretStore'),
});

/** A SecretStore of the namespace, or a ClusterSecretStore, that exists. */
export interface SecretStoreRef extends PropsOf<typeof secretStoreRef>, Props {}

const table = object({
  /** The type of the source. */
  type: oneOf(['external']),
  /** The store: a SecretStore of this program, or the name and the kind of one that exists. */
  secretStoreRef: union([
    instance(SecretStore, { wanted: 'a SecretStore', example: 'new SecretStore(chart, …)' }),
    named<SecretStoreRef, Decided<typeof secretStoreRef>>(secretStoreRef),
  ]),
  /** The value of each key. */
  keys: valuesByKey(union([remote, named<TemplatedValue>(templatedValue)]), example),
  /** Values that templates refer to and that are no keys of the Secret. @default - none */
  inputs: optional(valuesByKey(remote, example)),
  /**
   * The times at which the store is read: in an interval, when the ExternalSecret changes, or once.
   * @default 'Periodic'
   */
  refreshPolicy: optional(unshown(oneOf(['Periodic', 'OnChange', 'CreatedOnce'])), 'Periodic'),
  /** The interval of the policy `Periodic`, such as `15m`. @default - `1h` with that policy */
  refreshInterval: optional(string({ check: durationProblem })),
  /**
   * True if the Secret cannot be changed once it exists. A new value then needs a new `version` of the SecretRef.
   * @default false
   */
  immutable: optional(unshown(boolean()), false),
  /**
   * The owner of the Secret: with `Owner` it is deleted together with the ExternalSecret, with `Orphan` it is kept. `Merge` puts the keys
   * into a Secret that exists.
   * @default 'Owner'
   */
  creationPolicy: optional(unshown(oneOf(['Owner', 'Orphan', 'Merge'])), 'Owner'),
  /** The end of the Secret, or of its keys, when the values are gone from the store. @default 'Retain' */
  deletionPolicy: optional(unshown(oneOf(['Retain', 'Delete', 'Merge'])), 'Retain'),
});

type DecidedExternalSource = Decided<typeof table>;

/** The schema of the source. */
export const externalSource = { ...refine(refine(table, deletionIssue), intervalIssue), entries: table.entries };

/** The values of a Secret's keys in a store. */
interface ValuesOfKeys<Key extends string> {
  /** The place of the value of each key. */
  readonly keys: Readonly<Record<Key, RemoteValue | TemplatedValue>>;
}

/** A source of a Secret that is not deleted when its values are gone from the store. */
export interface RetainedExternalSource<Key extends string>
  extends Omit<PropsOf<typeof table>, 'keys' | 'deletionPolicy'>, ValuesOfKeys<Key>, Props {
  /** The end of the Secret's keys when the values are gone from the store. @default 'Retain' */
  readonly deletionPolicy?: 'Retain' | 'Merge';
}

/** A source of a Secret that its ExternalSecret owns. Only that can be deleted when its values are gone from the store. */
export interface OwnedExternalSource<Key extends string>
  extends Omit<PropsOf<typeof table>, 'keys' | 'creationPolicy'>, ValuesOfKeys<Key>, Props {
  /** The owner of the Secret, which is deleted together with the ExternalSecret. @default 'Owner' */
  readonly creationPolicy?: 'Owner';
}

/**
 * The External Secrets Operator creates the Secret from the values of a store, such as a cloud's secrets manager or Vault.
 * https://external-secrets.io/latest/api/externalsecret/
 */
export type ExternalSource<Key extends string> = RetainedExternalSource<Key> | OwnedExternalSource<Key>;

/** Returns the issues of a source for a Secret: keys that one of the two does not have, and templates of values that are not there. */
export function externalIssues(secret: DeclaredSecret, source: DecidedExternalSource): readonly Issue[] {
  const { keys, inputs = {} } = source;
  const remotes = Object.entries({ ...keys, ...inputs }).flatMap(([key, value]) => ('remoteRef' in value ? [key] : []));
  const known = remotes.map((each) => `.${each}`).join(', ') || 'none';
  const templates = Object.entries(keys).flatMap(([key, value]): Issue[] => {
    if (!('template' in value)) return [];
    const at = `keys[${quoted(key)}].template`;
    const problem = templateProblem(value.template);
    if (problem !== undefined) return [{ ...problem, at }];
    return unknownValues(value.template, remotes).map((name) => {
      const write = `add ${quoted(name)} to inputs, or use ${known}`;
      return { at, code: 'unknown-reference', want: 'must refer to values of the store', got: `.${name}`, write };
    });
  });
  return [...storeIssues(secret, source), ...keyIssues(secret, keys, example), ...templates];
}

function storeIssues({ namespace }: DeclaredSecret, { secretStoreRef }: DecidedExternalSource): readonly Issue[] {
  if (!(secretStoreRef instanceof SecretStore) || secretStoreRef.namespace === namespace) return [];
  const want = `must be a SecretStore of the namespace ${quoted(namespace)}`;
  const got = `one of ${quoted(secretStoreRef.namespace)}`;
  const write = 'create one in the chart of the SecretRef, or write { name, kind: "ClusterSecretStore" }';
  return [{ at: 'secretStoreRef', code: 'conflict', want, got, write }];
}

/** Adds the ExternalSecret. */
export function addExternalSecret(
  scope: Construct,
  secret: DeclaredSecret,
  source: DecidedExternalSource,
): SecretDelivery {
  const { refreshPolicy, refreshInterval } = source;
  const remotes = [...Object.entries(source.keys), ...Object.entries(source.inputs ?? {})].filter(
    (entry): entry is [string, DecidedRemoteValue] => 'remoteRef' in entry[1],
  );
  customObject(scope, 'external-secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secret.name, namespace: secret.namespace },
    spec: {
      refreshPolicy,
      refreshInterval: refreshInterval ?? (refreshPolicy === 'Periodic' ? '1h' : undefined),
      secretStoreRef: storeReference(source.secretStoreRef),
      target: {
        name: secret.name,
        creationPolicy: source.creationPolicy,
        deletionPolicy: source.deletionPolicy,
        immutable: source.immutable ? true : undefined,
        template: template(secret, source),
      },
      // With the defaults that the operator's definition fills in, so that a diff shows none.
      data: remotes.map(([secretKey, { remoteRef }]) => ({
        secretKey,
        remoteRef: { ...remoteRef, conversionStrategy: 'Default', metadataPolicy: 'None' },
      })),
    },
  });
  return secretObject;
}

/**
 * Returns the template. With one the Secret has the keys of the template alone, so that it names all of them. Only a template has a type;
 * a Secret that is merged into has a type already.
 */
function template(secret: DeclaredSecret, { keys, inputs, creationPolicy }: DecidedExternalSource): object | undefined {
  const type = creationPolicy === 'Merge' ? 'Opaque' : secret.type;
  const isPlain = inputs === undefined && Object.values(keys).every((value) => 'remoteRef' in value);
  if (isPlain && type === 'Opaque') return undefined;
  const values = Object.entries(keys).map(([key, value]) => {
    return [key, 'template' in value ? value.template : `{{ ${valueReference(key)} }}`] as const;
  });
  return secretTemplate(type, Object.fromEntries(values));
}

function storeReference(store: DecidedExternalSource['secretStoreRef']): Record<string, string> {
  return { name: store.name, kind: store instanceof SecretStore ? 'SecretStore' : store.kind };
}

function durationProblem(interval: string): Problem | undefined {
  if (/^(?:\d+(?:\.\d+)?(?:h|m|s))+$/.test(interval) && /[1-9]/.test(interval)) return undefined;
  return { code: 'invalid-format', want: 'must be a duration', got: quoted(interval), write: 'write "1h"' };
}

function deletionIssue({ creationPolicy, deletionPolicy }: DecidedExternalSource): Issue | undefined {
  if (deletionPolicy !== 'Delete' || creationPolicy === 'Owner') return undefined;
  const want = `must be "Retain" or "Merge" with the creationPolicy ${quoted(creationPolicy)}`;
  return { at: 'deletionPolicy', code: 'conflict', want, got: quoted(deletionPolicy), write: 'write "Retain"' };
}

function intervalIssue({ refreshPolicy, refreshInterval }: DecidedExternalSource): Issue | undefined {
  if (refreshInterval === undefined || refreshPolicy === 'Periodic') return undefined;
  const want = `must not be set with the refreshPolicy ${quoted(refreshPolicy)}`;
  return { at: 'refreshInterval', code: 'conflict', want, got: quoted(refreshInterval), write: 'leave it out' };
}
