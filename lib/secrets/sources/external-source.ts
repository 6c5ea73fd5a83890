import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { quoted } from '../../findings/findings';
import { Issue, Problem } from '../../findings/problem';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { instance } from '../../props/instance';
import { object } from '../../props/object';
import { boolean, oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf, refine, Schema, unshown } from '../../props/schema';
import { union } from '../../props/union';
import { DeclaredSecret, keyIssues, KeyedBy, valuesByKey, word } from './declared-secret';
import { SecretStore } from './secret-store';
import { templateProblem, unknownValues, valueReference } from './template';

const example = '{ remote: "production/name" }';

const remoteValue = object({
  /** The value's name or path in the store. */
  remote: word,
  /**
   * The field of a value that has several.
   * @default - the whole value
   */
  property: optional(word),
  /**
   * The version of the value.
   * @default - the newest version
   */
  version: optional(word),
  /**
   * The encoding of the value in the store, which the operator decodes.
   * @default 'None'
   */
  decoding: optional(unshown(oneOf(['None', 'Auto', 'Base64', 'Base64URL'])), 'None'),
});

const templatedValue = object({
  /** The template. */
  template: word,
});

/** A value of the store. */
export interface RemoteValue extends PropsOf<typeof remoteValue>, Props {}

/** A value of the store with every default decided. */
export interface DecidedRemoteValue extends Decided<typeof remoteValue> {}

/** A value composed of others by a Go template, such as `mongodb://${uriEncoded('username')}:…`. */
export interface TemplatedValue extends PropsOf<typeof templatedValue>, Props {}

const remote = named<RemoteValue, DecidedRemoteValue>(remoteValue);

const duration: Schema<string> = string({ check: durationProblem });

const storeName = string({ check: dnsSubdomainProblem, example: 'the name of a SecretStore' });

const interval = object({
  /** The interval, such as `1h`. */
  every: duration,
});

const table = object({
  /** The type of the source. */
  type: oneOf(['external']),
  /** The SecretStore of the namespace, by name or as a construct of this program, or a ClusterSecretStore. */
  store: union([
    storeName,
    instance(SecretStore, { wanted: 'a SecretStore', example: 'new SecretStore(chart, …)' }),
    object({
      /** The name of a ClusterSecretStore. */
      clusterStore: storeName,
    }),
  ]),
  /** The value of each key. */
  keys: valuesByKey(union([remote, named<TemplatedValue>(templatedValue)]), example),
  /**
   * Values that templates refer to and that are no keys of the Secret.
   * @default - none
   */
  inputs: optional(valuesByKey(remote, example)),
  /**
   * The times at which the store is read: in an interval, when the ExternalSecret changes, or once.
   * @default { every: '1h' }
   */
  refresh: optional(union([oneOf(['OnChange', 'CreatedOnce']), interval]), { every: '1h' }),
  /**
   * True if the Secret cannot be changed once it exists. A new value then needs a new `version` of the SecretRef.
   * @default false
   */
  immutable: optional(unshown(boolean()), false),
  /**
   * The owner of the Secret. `Merge` puts the keys into a Secret that exists.
   * @default 'Owner'
   */
  creation: optional(unshown(oneOf(['Owner', 'Orphan', 'Merge'])), 'Owner'),
  /**
   * The end of the Secret when its values are gone from the store.
   * @default 'Retain'
   */
  deletion: optional(unshown(oneOf(['Retain', 'Delete', 'Merge'])), 'Retain'),
});

type DecidedExternalSource = Decided<typeof table>;

/** The schema of the source. */
export const externalSource = { ...refine(table, deletionIssue), entries: table.entries };

/** The owner of the Secret, and its end when its values are gone from the store: the pairs that the operator accepts. */
export type ExternalLifecycle =
  | {
      /**
       * The Secret is created, and deleted together with the ExternalSecret.
       * @default 'Owner'
       */
      readonly creation?: 'Owner';
      /**
       * The end of the Secret when its values are gone from the store.
       * @default 'Retain'
       */
      readonly deletion?: 'Retain' | 'Delete' | 'Merge';
    }
  | {
      /** The Secret is created, and kept when the ExternalSecret is deleted (`Orphan`), or exists and gets the keys (`Merge`). */
      readonly creation: 'Orphan' | 'Merge';
      /**
       * The end of the Secret's keys when their values are gone from the store.
       * @default 'Retain'
       */
      readonly deletion?: 'Retain' | 'Merge';
    };

/**
 * The External Secrets Operator creates the Secret from the values of a store, such as a cloud's secrets manager or Vault.
 * https://external-secrets.io/latest/api/externalsecret/
 */
export type ExternalSource<Key extends string> = ExternalLifecycle &
  Omit<KeyedBy<Key, PropsOf<typeof table>>, 'creation' | 'deletion'>;

/** Returns the issues of a source for a Secret: keys that one of the two does not have, and templates of values that are not there. */
export function externalIssues(secret: DeclaredSecret, { keys, inputs = {} }: DecidedExternalSource): readonly Issue[] {
  const remotes = Object.entries({ ...keys, ...inputs }).flatMap(([key, value]) => ('remote' in value ? [key] : []));
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
  return [...keyIssues(secret, keys, example), ...templates];
}

/** Adds the ExternalSecret. */
export function addExternalSecret(scope: Construct, secret: DeclaredSecret, source: DecidedExternalSource): void {
  const { refresh } = source;
  const remotes = [...Object.entries(source.keys), ...Object.entries(source.inputs ?? {})].filter(
    (entry): entry is [string, DecidedRemoteValue] => 'remote' in entry[1],
  );
  customObject(scope, 'external-secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secret.name, namespace: secret.namespace },
    spec: {
      refreshPolicy: typeof refresh === 'string' ? refresh : 'Periodic',
      ...(typeof refresh === 'string' ? {} : { refreshInterval: refresh.every }),
      secretStoreRef: storeReference(source.store),
      target: {
        name: secret.name,
        creationPolicy: source.creation,
        deletionPolicy: source.deletion,
        ...(source.immutable ? { immutable: true } : {}),
        ...template(secret, source),
      },
      data: remotes.map(([secretKey, value]) => ({ secretKey, remoteRef: remoteReference(value) })),
    },
  });
}

/** Returns the reference with the defaults that the operator's definition fills in, so that a diff shows none. */
function remoteReference({ remote, property, version, decoding }: DecidedRemoteValue): Record<string, string> {
  return {
    key: remote,
    ...(property === undefined ? {} : { property }),
    ...(version === undefined ? {} : { version }),
    conversionStrategy: 'Default',
    decodingStrategy: decoding,
    metadataPolicy: 'None',
  };
}

/**
 * Returns the template. With one the Secret has the keys of the template alone, so that it names all of them. Only a template has a type;
 * a Secret that is merged into has a type already.
 */
function template(
  { type }: DeclaredSecret,
  { keys, inputs, creation }: DecidedExternalSource,
): Record<string, unknown> {
  const typed = type === 'Opaque' || creation === 'Merge' ? {} : { type };
  const isPlain = inputs === undefined && Object.values(keys).every((value) => 'remote' in value);
  if (isPlain && typed.type === undefined) return {};
  const data = Object.fromEntries(
    Object.entries(keys).map(([key, value]) => [
      key,
      'template' in value ? value.template : `{{ ${valueReference(key)} }}`,
    ]),
  );
  return { template: { engineVersion: 'v2', mergePolicy: 'Replace', ...typed, data } };
}

function storeReference(store: DecidedExternalSource['store']): Record<string, string> {
  if (typeof store === 'string') return { name: store, kind: 'SecretStore' };
  return 'clusterStore' in store
    ? { name: store.clusterStore, kind: 'ClusterSecretStore' }
    : { name: store.name, kind: 'SecretStore' };
}

function durationProblem(every: string): Problem | undefined {
  if (/^(?:\d+(?:\.\d+)?(?:h|m|s))+$/.test(every) && /[1-9]/.test(every)) return undefined;
  return { code: 'invalid-format', want: 'must be a duration', got: quoted(every), write: 'write "1h"' };
}

function deletionIssue({ creation, deletion }: DecidedExternalSource): Issue | undefined {
  if (deletion !== 'Delete' || creation === 'Owner') return undefined;
  const want = `must be "Retain" or "Merge" with the creation ${quoted(creation)}`;
  return { at: 'deletion', code: 'conflict', want, got: quoted(deletion), write: 'write "Retain"' };
}
