import { SecretKeyPrerequisite, SecretPrerequisite } from '../../prerequisites/prerequisites';
import { ReadManifest } from '../../folders/parsed-manifests';
import { shellWord } from '../../kubernetes/shell-word';
import { givenName } from './given-keys';
import { createdType } from './secret-plan';
import { canBeRandom } from './secret-value';

/** The Secrets to create, and the manifests that need them. */
export interface SecretsText {
  readonly secrets: readonly SecretPrerequisite[];
  readonly manifests: readonly ReadManifest[];
  readonly context: string | undefined;
  /** The `namespace/secret.key` of the keys whose values are given. */
  readonly given: readonly string[];
}

/** Returns the kubectl commands, for bash, that create all the Secrets. They contain no value. */
export function secretsCommandsText({ secrets, manifests, context, given }: SecretsText): string {
  const choice = context === undefined ? '' : ` --context ${shellWord(context)}`;
  const namespaces = manifests.filter(
    ({ manifest }) =>
      manifest.kind === 'Namespace' && secrets.some(({ namespace }) => namespace === manifest.metadata.name),
  );
  return [
    ...namespaces.map(({ file }) => `kubectl apply --filename ${shellWord(file)}${choice}`),
    ...secrets.map((secret) =>
      secret.keys.length === 0
        ? `# ${secret.namespace}/${secret.name}: the manifests do not say which keys it has (${secret.usedBy.join('; ')})`
        : [
            `kubectl create secret generic ${shellWord(secret.name)}${typeOption(secret)} --namespace ${shellWord(secret.namespace)}${choice}`,
            ...secret.keys.map((key) => `  ${source(secret, key, given)}`),
          ].join(' \\\n'),
    ),
    '',
  ].join('\n');
}

function typeOption(secret: SecretPrerequisite): string {
  const type = createdType(secret);
  return type === 'Opaque' ? '' : ` --type ${shellWord(type)}`;
}

function source(secret: SecretPrerequisite, { key, format }: SecretKeyPrerequisite, given: readonly string[]): string {
  if (given.includes(givenName(secret, key)) || !canBeRandom(key))
    return `--from-file=${shellWord(key)}=FILE_WITH_THE_VALUE_OF_${key.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  if (format === 'username') return `--from-literal=${shellWord(key)}=${shellWord(secret.name)}`;
  return `--from-file=${shellWord(key)}=<(openssl rand -hex 24 | tr -d '\\n')`;
}
