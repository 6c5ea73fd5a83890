import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { Issue } from '../../findings/problem';
import { Entries, object, ObjectSchema } from '../../props/object';
import { record } from '../../props/record';
import { boolean, oneOf } from '../../props/scalar';
import { Decided, optional, Props, PropsOf, unshown } from '../../props/schema';
import { variant } from '../../props/variant';
import { DeclaredSecret, keyIssues, valuesByKey, word } from './declared-secret';
import { CsiVolume } from './secret-delivery';

const awsObject = object({
  /** The object's name or ARN. */
  objectName: word,
  /** The service of AWS that has it. */
  objectType: unshown(oneOf(['secretsmanager', 'ssmparameter'])),
  /** The field of a value that is JSON, in JMESPath. @default - the whole value */
  jmesPath: optional(word),
});

const azureObject = object({
  /** The name of the secret in the Key Vault. */
  objectName: word,
});

const gcpObject = object({
  /** The resource name of the secret's version. */
  resourceName: word,
});

const vaultObject = object({
  /** The path of the secret. */
  secretPath: word,
  /** The field of that secret. */
  secretKey: word,
});

/** A value of AWS. */
export interface AwsObject extends PropsOf<typeof awsObject>, Props {}

const common = object({
  /** The type of the source. */
  type: oneOf(['csi']),
  /**
   * True if the driver also creates a Secret of the keys, for environment variables. It exists as long as a pod mounts the files.
   * @default false
   */
  sync: optional(unshown(boolean()), false),
  /**
   * The provider's other parameters, such as `{ vaultAddress: 'https://vault.example.com', roleName: 'user-admin' }`.
   * @default - none
   */
  parameters: optional(unshown(record(word, word))),
});

/** A provider of the driver, and the values in its words. */
export interface CsiProvider<Provider extends string, Key extends string, CsiObject>
  extends PropsOf<typeof common>, Props {
  /** The provider. */
  readonly provider: Provider;
  /** The place of the value of each key. */
  readonly keys: Readonly<Record<Key, CsiObject>>;
}

const objects = { aws: awsObject, azure: azureObject, gcp: gcpObject, vault: vaultObject };

function provider<Name extends keyof typeof objects, E extends Entries>(name: Name, item: ObjectSchema<E>) {
  return object({ ...common.entries, provider: oneOf([name]), keys: valuesByKey(item, exampleOf(name)) });
}

const providers = variant('provider', [
  provider('aws', awsObject),
  provider('azure', azureObject),
  provider('gcp', gcpObject),
  provider('vault', vaultObject),
]);

/** The schema of the source. */
export const csiSource = { ...providers, entries: common.entries };

/**
 * The Secrets Store CSI driver mounts values of a store as files of the pod, one for each key. They are no Secret unless `sync` is set.
 * https://secrets-store-csi-driver.sigs.k8s.io/
 */
export type CsiSource<Key extends string> =
  | CsiProvider<'aws', Key, AwsObject>
  | CsiProvider<'azure', Key, PropsOf<typeof azureObject>>
  | CsiProvider<'gcp', Key, PropsOf<typeof gcpObject>>
  | CsiProvider<'vault', Key, PropsOf<typeof vaultObject>>;

type DecidedCsiSource = Decided<typeof providers>;

/** Returns the issues of a source for a Secret: keys that one of the two does not have. */
export function csiIssues(secret: DeclaredSecret, source: DecidedCsiSource): readonly Issue[] {
  return keyIssues(secret, source.keys, exampleOf(source.provider));
}

function exampleOf(provider: keyof typeof objects): string {
  const names = Object.keys(objects[provider].entries);
  return `{ ${names.map((name) => `${name}: "…"`).join(', ')} }`;
}

/** Adds the SecretProviderClass. */
export function addSecretProviderClass(scope: Construct, secret: DeclaredSecret, source: DecidedCsiSource): CsiVolume {
  const { provider, sync } = source;
  const { name, namespace, type } = secret;
  const data = secret.keys.map((key) => ({ objectName: key, key }));
  customObject(scope, 'secret-provider-class', {
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
    kind: 'SecretProviderClass',
    metadata: { name, namespace },
    spec: {
      provider,
      parameters: { ...source.parameters, ...objectsParameter(source) },
      secretObjects: sync ? [{ secretName: name, type, data }] : undefined,
    },
  });
  const volumeAttributes = { secretProviderClass: name };
  const volume = { csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes } };
  return { type: 'csi', synced: sync, volume };
}

/** Returns the files in the provider's words, as YAML inside of YAML. Each is named after its key. JSON is YAML too. */
function objectsParameter(source: DecidedCsiSource): Record<string, string> {
  switch (source.provider) {
    case 'aws':
      return { objects: lines(source.keys, awsFile) };
    case 'azure':
      return {
        objects: `array:\n${lines(source.keys, (objectAlias, { objectName }) =>
          JSON.stringify({ objectName, objectType: 'secret', objectAlias }),
        )}`,
      };
    case 'gcp':
      return { secrets: lines(source.keys, (path, { resourceName }) => ({ resourceName, path })) };
    case 'vault':
      return { objects: lines(source.keys, (objectName, value) => ({ objectName, ...value })) };
  }
}

function awsFile(key: string, { objectName, objectType, jmesPath }: AwsObject): Record<string, unknown> {
  if (jmesPath === undefined) return { objectName, objectType, objectAlias: key };
  return { objectName, objectType, objectAlias: `${key}.json`, jmesPath: [{ path: jmesPath, objectAlias: key }] };
}

function lines<Value>(keys: Readonly<Record<string, Value>>, item: (key: string, value: Value) => unknown): string {
  const items = Object.entries(keys).map(([key, value]) => item(key, value));
  return items.map((each) => `- ${JSON.stringify(each)}\n`).join('');
}
