import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { shown } from '../../findings/findings';
import { choiceProblems, DeclaredSecret, mappingProblems, SourceProblem, textProblems } from './declared-secret';
import { CsiVolume } from './secret-delivery';

/**
 * The Secrets Store CSI driver mounts values of a store as files of the pod, one a key. They never are a Secret, unless they are
 * synced to one. https://secrets-store-csi-driver.sigs.k8s.io/
 */
export type CsiSource<Key extends string> = {
  readonly type: 'csi';
  /**
   * Whether the driver also makes a Secret of the keys, for environment variables; it is there as long as a pod mounts the files.
   * @default false
   */
  readonly sync?: boolean;
} & (
  | CsiProvider<'aws', Key, AwsObject>
  | CsiProvider<'azure', Key, { readonly objectName: string }>
  | CsiProvider<'gcp', Key, { readonly resourceName: string }>
  | CsiProvider<'vault', Key, { readonly secretPath: string; readonly secretKey: string }>
);

/** A value of AWS; `jmesPath` takes one field of a value that is JSON. */
export interface AwsObject {
  readonly objectName: string;
  readonly objectType: 'secretsmanager' | 'ssmparameter';
  readonly jmesPath?: string;
}

export interface CsiProvider<Provider extends string, Key extends string, CsiObject> {
  readonly provider: Provider;
  /** Where the value of each key is, in the provider's words. */
  readonly keys: Readonly<Record<Key, CsiObject>>;
  /**
   * The provider's other parameters, such as `{ vaultAddress: 'https://vault.example.com', roleName: 'user-admin' }`.
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, string>>;
}

const requiredFields = {
  aws: ['objectName', 'objectType'],
  azure: ['objectName'],
  gcp: ['resourceName'],
  vault: ['secretPath', 'secretKey'],
} as const satisfies Record<CsiSource<string>['provider'], readonly string[]>;

/** What is wrong with the source, from whatever language it came. */
export function csiProblems(secret: DeclaredSecret, source: CsiSource<string>): SourceProblem[] {
  const provider: unknown = source.provider;
  if (provider !== 'aws' && provider !== 'azure' && provider !== 'gcp' && provider !== 'vault')
    return [
      [
        'source.provider',
        {
          code: 'invalid-value',
          want: 'must be "aws", "azure", "gcp" or "vault"',
          got: shown(provider),
          write: 'write one of them',
        },
      ],
    ];
  const fields = requiredFields[provider];
  const missing = mappingProblems(secret, source.keys, `{ ${fields.map((name) => `${name}: "…"`).join(', ')} }`);
  if (missing.length > 0) return missing;
  const parameters = Object.keys(source.parameters ?? {});
  return [
    ...choiceProblems('source.sync', source.sync, [true, false]),
    ...textProblems('source.parameters', source.parameters, [], parameters),
    ...Object.entries(source.keys).flatMap(([key, value]) =>
      textProblems(`source.keys ${shown(key)}`, value, fields, ['jmesPath']),
    ),
  ];
}

/** The SecretProviderClass. */
export function addSecretProviderClass(scope: Construct, secret: DeclaredSecret, source: CsiSource<string>): CsiVolume {
  const synced = source.sync === true;
  customObject(scope, 'secret-provider-class', {
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
    kind: 'SecretProviderClass',
    metadata: { name: secret.name, namespace: secret.namespace },
    spec: {
      provider: source.provider,
      parameters: { ...source.parameters, ...objectsParameter(source) },
      ...(synced
        ? {
            secretObjects: [
              {
                secretName: secret.name,
                type: secret.type,
                data: secret.keys.map((key) => ({ objectName: key, key })),
              },
            ],
          }
        : {}),
    },
  });
  return {
    type: 'csi',
    synced,
    volume: {
      csi: {
        driver: 'secrets-store.csi.k8s.io',
        readOnly: true,
        volumeAttributes: { secretProviderClass: secret.name },
      },
    },
  };
}

/** The files as the provider wants them told, in YAML inside of YAML: each is named after its key. JSON is YAML too. */
function objectsParameter(source: CsiSource<string>): Record<string, string> {
  switch (source.provider) {
    case 'aws':
      return { objects: lines(Object.entries(source.keys).map(([key, value]) => awsObject(key, value))) };
    case 'azure': {
      const objects = Object.entries(source.keys).map(([key, { objectName }]) =>
        JSON.stringify({ objectName, objectType: 'secret', objectAlias: key }),
      );
      return { objects: `array:\n${lines(objects)}` };
    }
    case 'gcp':
      return {
        secrets: lines(Object.entries(source.keys).map(([path, { resourceName }]) => ({ resourceName, path }))),
      };
    case 'vault':
      return {
        objects: lines(Object.entries(source.keys).map(([objectName, value]) => ({ objectName, ...value }))),
      };
  }
}

function awsObject(key: string, { objectName, objectType, jmesPath }: AwsObject): Record<string, unknown> {
  if (jmesPath === undefined) return { objectName, objectType, objectAlias: key };
  return { objectName, objectType, objectAlias: `${key}.json`, jmesPath: [{ path: jmesPath, objectAlias: key }] };
}

function lines(items: readonly unknown[]): string {
  return items.map((item) => `- ${JSON.stringify(item)}\n`).join('');
}
