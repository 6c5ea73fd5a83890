import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { shown } from '../../findings/findings';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { choiceProblems, DeclaredSecret, mappingProblems, SourceProblem, textProblems } from './declared-secret';
import { SecretStore } from './secret-store';
import { isMap } from '../../props/map';

/**
 * The External Secrets Operator makes the Secret of what a store holds, such as a cloud's secrets manager or Vault.
 * https://external-secrets.io/latest/api/externalsecret/
 */
export type ExternalSource<Key extends string> = ExternalLifecycle & {
  readonly type: 'external';
  /** The SecretStore of the namespace, by name or as it is made by this program, or a ClusterSecretStore. */
  readonly store: string | SecretStore | { readonly clusterStore: string };
  /** Where the value of each key comes from. */
  readonly keys: Readonly<Record<Key, RemoteValue | TemplatedValue>>;
  /**
   * Values that templates refer to and that are no keys of the Secret.
   * @default - none
   */
  readonly inputs?: Readonly<Record<string, RemoteValue>>;
  /**
   * When the store is asked: every so often (`{ every: '1h' }`), when the ExternalSecret changes, or once.
   * @default { every: '1h' }
   */
  readonly refresh?: { readonly every: string } | 'OnChange' | 'CreatedOnce';
  /**
   * Whether the Secret cannot be edited once it is made; a new value then takes a new `version` of the SecretRef.
   * @default false
   */
  readonly immutable?: boolean;
};

/** A value of the store. */
export interface RemoteValue {
  /** Its name or path in the store. */
  readonly remote: string;
  /**
   * The field of a value that has several.
   * @default - the whole value
   */
  readonly property?: string;
  /** @default - the newest version */
  readonly version?: string;
  /** @default 'None' */
  readonly decoding?: 'None' | 'Auto' | 'Base64' | 'Base64URL';
}

/** A value composed of others by a Go template, such as `mongodb://${uriEncoded('username')}:…`. */
export interface TemplatedValue {
  readonly template: string;
}

/** Who owns the Secret, and what happens to it when its values are gone from the store. The pairs that the operator refuses are none. */
export type ExternalLifecycle =
  /** Made, and deleted together with the ExternalSecret. */
  | { readonly creation?: 'Owner'; readonly deletion?: 'Retain' | 'Delete' | 'Merge' }
  /** Made, and left when the ExternalSecret goes. */
  | { readonly creation: 'Orphan'; readonly deletion?: 'Retain' | 'Merge' }
  /** Not made: its keys are put into a Secret that exists. */
  | { readonly creation: 'Merge'; readonly deletion?: 'Retain' | 'Merge' };

const duration = /^(?:\d+(?:\.\d+)?(?:h|m|s))+$/;

/** A template's reference to a value, encoded so that it can stand in a URI. */
export function uriEncoded(name: string): string {
  // The template language encodes a blank as "+", which a URI reads as a plus in all but its query.
  return `{{ ${reference(name)} | urlquery | replace "+" "%20" }}`;
}

/** What is wrong with the source, from whatever language it came. */
export function externalProblems(secret: DeclaredSecret, source: ExternalSource<string>): SourceProblem[] {
  const values = { ...asMap(source.keys), ...asMap(source.inputs) };
  return [
    ...storeProblems(source.store),
    ...mappingProblems(secret, source.keys, '{ remote: "production/name" }'),
    ...Object.entries(values).flatMap(([key, value]) => valueProblems(key, value, remoteNames(source))),
    ...refreshProblems(source.refresh),
    ...choiceProblems('source.immutable', source.immutable, [true, false]),
    ...lifecycleProblems(source.creation, source.deletion),
  ];
}

/** The ExternalSecret. */
export function addExternalSecret(scope: Construct, secret: DeclaredSecret, source: ExternalSource<string>): void {
  const { refresh = { every: '1h' } } = source;
  const remotes = [...Object.entries(source.keys), ...Object.entries(source.inputs ?? {})].filter(
    (entry): entry is [string, RemoteValue] => 'remote' in entry[1],
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
        creationPolicy: source.creation ?? 'Owner',
        deletionPolicy: source.deletion ?? 'Retain',
        ...(source.immutable === true ? { immutable: true } : {}),
        ...template(secret, source),
      },
      data: remotes.map(([secretKey, value]) => ({ secretKey, remoteRef: remoteReference(value) })),
    },
  });
}

/** The operator's default, spelled out where its definition fills it in, so that no difference ever shows. */
function remoteReference({ remote, property, version, decoding = 'None' }: RemoteValue): Record<string, string> {
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
 * With a template the Secret has the template's keys alone, so that all of them are in it. Only a template states a type; a Secret that
 * is not made, but added to, has its own.
 */
function template(
  { type }: DeclaredSecret,
  { keys, inputs, creation }: ExternalSource<string>,
): Record<string, unknown> {
  const typed = type === 'Opaque' || creation === 'Merge' ? {} : { type };
  const isPlain = inputs === undefined && Object.values(keys).every((value) => 'remote' in value);
  if (isPlain && typed.type === undefined) return {};
  const data = Object.fromEntries(
    Object.entries(keys).map(([key, value]) => [key, 'template' in value ? value.template : `{{ ${reference(key)} }}`]),
  );
  return { template: { engineVersion: 'v2', mergePolicy: 'Replace', ...typed, data } };
}

function storeReference(store: ExternalSource<string>['store']): Record<string, string> {
  if (typeof store === 'string') return { name: store, kind: 'SecretStore' };
  return 'clusterStore' in store
    ? { name: store.clusterStore, kind: 'ClusterSecretStore' }
    : { name: store.name, kind: 'SecretStore' };
}

// A name with other characters than a variable's is no field in the template language.
function reference(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `index . ${JSON.stringify(name)}`;
}

function storeProblems(store: unknown): SourceProblem[] {
  const name = isMap(store) ? (store.clusterStore ?? store.name) : store;
  const problem = dnsSubdomainProblem(name);
  return problem === undefined ? [] : [['source.store', { ...problem, write: 'write the name of a SecretStore' }]];
}

function valueProblems(key: string, value: unknown, remotes: readonly string[]): SourceProblem[] {
  const subject = `source.keys ${shown(key)}`;
  if (!isMap(value) || !('template' in value)) {
    const decoding = isMap(value) ? value.decoding : undefined;
    return [
      ...textProblems(subject, value, ['remote'], ['property', 'version']),
      ...choiceProblems(`${subject}.decoding`, decoding, ['None', 'Auto', 'Base64', 'Base64URL']),
    ];
  }
  const { template: text } = value;
  // The text is not repeated: it may be the secret.
  if (typeof text !== 'string' || !text.includes('{{'))
    return [
      [
        subject,
        {
          code: 'invalid-value',
          want: 'must take its values from the store',
          got: 'a template without {{ }}',
          write: 'write "{{ .password }}"',
        },
      ],
    ];
  const actions = [...text.matchAll(/\{\{(.*?)\}\}/gs)].map(([, action = '']) => action);
  return actions
    .flatMap((action) => [...action.matchAll(/(?<![\w")])\.([A-Za-z_]\w*)/g)].map(([, name = '']) => name))
    .filter((name) => !remotes.includes(name))
    .map((name) => [
      subject,
      {
        code: 'unknown-reference',
        want: 'must refer to values of the store',
        got: `.${name}`,
        write: `add ${shown(name)} to inputs, or use ${remotes.map((each) => `.${each}`).join(', ') || 'none'}`,
      },
    ]);
}

function refreshProblems(refresh: unknown): SourceProblem[] {
  if (refresh === undefined || refresh === 'OnChange' || refresh === 'CreatedOnce') return [];
  const every = isMap(refresh) ? refresh.every : refresh;
  if (isMap(refresh) && typeof every === 'string' && duration.test(every) && /[1-9]/.test(every)) return [];
  return [
    [
      'source.refresh',
      {
        code: 'invalid-value',
        want: 'must be { every: "1h" }, "OnChange" or "CreatedOnce"',
        got: shown(refresh),
        write: 'write { every: "1h" }',
      },
    ],
  ];
}

function lifecycleProblems(creation: unknown = 'Owner', deletion: unknown = 'Retain'): SourceProblem[] {
  if (creation !== 'Owner' && creation !== 'Orphan' && creation !== 'Merge')
    return [
      [
        'source.creation',
        {
          code: 'invalid-value',
          want: 'must be "Owner", "Orphan" or "Merge"',
          got: shown(creation),
          write: 'write "Owner"',
        },
      ],
    ];
  if (deletion === 'Retain' || deletion === 'Merge' || (deletion === 'Delete' && creation === 'Owner')) return [];
  const known = creation === 'Owner' ? '"Retain", "Merge" or "Delete"' : '"Retain" or "Merge"';
  return [
    [
      'source.deletion',
      {
        code: 'conflict',
        want: `must be ${known} with the creation ${shown(creation)}`,
        got: shown(deletion),
        write: 'write "Retain"',
      },
    ],
  ];
}

function remoteNames(source: ExternalSource<string>): string[] {
  const values = { ...asMap(source.keys), ...asMap(source.inputs) };
  return Object.keys(values).filter((name) => isMap(values[name]) && 'remote' in values[name]);
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}
