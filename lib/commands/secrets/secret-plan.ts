import { Finding } from '../../findings/finding';
import { Issue, Problem, quoted } from '../../findings/problem';
import { SecretKeyPrerequisite, SecretPrerequisite } from '../../prerequisites/prerequisites';
import { ReadManifest } from '../../folders/parsed-manifests';
import { shellWord } from '../../kubernetes/shell-word';
import { ExistingSecret } from './cluster';
import { givenName, GivenValues } from './given-keys';
import {
  oldPullSecretType,
  pullSecretKey,
  pullSecretType,
  secretTypeOf,
  SecretType,
  tlsSecretType,
} from '../../kubernetes/secret-type';
import { canBeRandom } from './key-names';
import { createdValue, isUsername, secretValueProblem } from './secret-value';

/** The steps after which the cluster has a Secret. */
export interface SecretPlan {
  readonly secret: SecretPrerequisite;
  /** The keys that the Secret lacks, with or without a value for them. */
  readonly missing: readonly string[];
  /** The values to write, by key: to a new Secret, or added to the one there is. */
  readonly values: ReadonlyMap<string, string | Buffer>;
  /** Findings that the command cannot fix. */
  readonly findings: readonly Finding[];
}

/** Returns the type that a Secret is created with. */
export function createdType({ type, keys }: SecretPrerequisite): SecretType {
  return type ?? secretTypeOf(keys.map(({ key }) => key));
}

/** Compares the needed Secret with the existing one. No value of the cluster is ever replaced. */
export function secretPlan(
  needed: SecretPrerequisite,
  existing: ExistingSecret | undefined,
  given: GivenValues,
): SecretPlan {
  const secret = existing?.type === oldPullSecretType ? withoutPull(needed) : needed;
  const path = `${secret.namespace}/${secret.name}`;
  const missing = secret.keys.filter(({ key }) => existing?.values.has(key) !== true);
  const lacking = missing.map(({ key }) => key);
  const wrongType = typeProblem(secret, existing);
  if (wrongType !== undefined)
    return { secret, missing: lacking, values: new Map(), findings: [{ path, ...wrongType }] };
  const makeable = missing.filter(({ key }) => given.has(givenName(secret, key)) || canBeRandom(key));
  const findings = [
    ...secret.keys.map((each) => existingProblem(secret, each, existing, given)),
    ...missing
      .filter((each) => !makeable.includes(each))
      .map(({ key }) => ({
        code: 'missing-prop',
        want: `lacks the key ${quoted(key)}, which no random value fits`,
        write: `give it with --set ${secret.name}.${key}${creation(secret, existing)}`,
      })),
    existing === undefined ? unknownKeysProblem(secret) : immutableProblem(existing, lacking),
  ].filter((finding) => finding !== undefined);
  // A Secret is made whole or not at all: pods that wait for it start once it is there.
  const isWritable = existing === undefined ? makeable.length === missing.length : !existing.isImmutable;
  const values = isWritable ? makeable.map((each) => [each.key, newValue(secret, each, given)] as const) : [];
  return { secret, missing: lacking, values: new Map(values), findings: findings.map((each) => ({ path, ...each })) };
}

function unknownKeysProblem({ keys, usedBy }: SecretPrerequisite): Problem | undefined {
  if (keys.length > 0) return undefined;
  const want = `does not exist, and the manifests do not say which keys it has (${usedBy.join('; ')})`;
  return { code: 'missing-prop', want, write: 'create it yourself' };
}

/** Returns the problem of a Secret that lacks keys and cannot be changed. */
export function immutableProblem({ isImmutable }: ExistingSecret, lacking: readonly string[]): Problem | undefined {
  if (!isImmutable || lacking.length === 0) return undefined;
  const want = `lacks ${lacking.map(quoted).join(', ')} and is immutable`;
  return { code: 'conflict', want, write: 'create a Secret of another name with all keys' };
}

/** The kubelet also pulls with Secrets of the older type, whose only key is another. */
function withoutPull({ type, keys, ...secret }: SecretPrerequisite): SecretPrerequisite {
  const others = keys.filter(({ key }) => key !== pullSecretKey);
  return type === pullSecretType ? { ...secret, keys: others } : { ...secret, type, keys };
}

/** Returns the problem of a Secret that exists with another type. */
export function typeProblem(secret: SecretPrerequisite, existing: ExistingSecret | undefined): Problem | undefined {
  const { type } = secret;
  if (existing === undefined || type === undefined || existing.type === type) return undefined;
  return {
    code: 'conflict',
    want: `must be of the type ${quoted(type)}`,
    got: `${quoted(existing.type)}, which cannot be changed`,
    write: `create a Secret of another name with ${createCommand(secret, 'NAME')}`,
  };
}

/** Returns the command that creates a Secret of a type whose values come from elsewhere. */
function creation(secret: SecretPrerequisite, existing: ExistingSecret | undefined): string {
  if (existing !== undefined || createdType(secret) === 'Opaque') return '';
  return `, or create it with ${createCommand(secret, secret.name)}`;
}

function createCommand(secret: SecretPrerequisite, name: string): string {
  const to = `${name} --namespace ${secret.namespace}`;
  switch (createdType(secret)) {
    case pullSecretType:
      return `kubectl create secret docker-registry ${to} --from-file=${pullSecretKey}=FILE`;
    case tlsSecretType:
      return `kubectl create secret tls ${to} --cert=FILE --key=FILE`;
    default: {
      const files = secret.keys.map(({ key }) => `--from-file=${key}=FILE`);
      return `kubectl create secret generic ${to} --type=${createdType(secret)} ${files.join(' ')}`;
    }
  }
}

function existingProblem(
  secret: SecretPrerequisite,
  needed: SecretKeyPrerequisite,
  existing: ExistingSecret | undefined,
  given: GivenValues,
): Issue | undefined {
  const { key } = needed;
  const value = existing?.values.get(key);
  if (value === undefined) return undefined;
  const wanted = given.get(givenName(secret, key));
  const at = `data[${quoted(key)}]`;
  if (wanted !== undefined && !value.equals(Buffer.from(wanted))) {
    const want = 'exists with another value, which is not replaced';
    return { at, code: 'conflict', want, write: 'to change it, edit the Secret' };
  }
  const problem = secretValueProblem(needed, value);
  return problem === undefined ? undefined : { at, ...problem };
}

function newValue(secret: SecretPrerequisite, needed: SecretKeyPrerequisite, given: GivenValues): string {
  return given.get(givenName(secret, needed.key)) ?? createdValue(secret.name, needed).value;
}

/** Returns the kubectl commands, for bash, that create all the Secrets. They contain no value. */
export function secretsCommandsText({
  secrets,
  manifests,
  context,
  given,
}: {
  readonly secrets: readonly SecretPrerequisite[];
  readonly manifests: readonly Pick<ReadManifest, 'file' | 'manifest'>[];
  readonly context: string | undefined;
  /** The `namespace/secret.key` of the keys whose values are given. */
  readonly given: readonly string[];
}): string {
  const choice = context === undefined ? '' : ` --context ${shellWord(context)}`;
  const namespaces = manifests.filter(
    ({ manifest }) =>
      manifest.kind === 'Namespace' && secrets.some(({ namespace }) => namespace === manifest.metadata.name),
  );
  return [
    ...namespaces.map(({ file }) => `kubectl apply --filename ${shellWord(file)}${choice}`),
    ...secrets.map((secret) => {
      const { namespace, name, keys, usedBy } = secret;
      if (keys.length === 0)
        return `# ${namespace}/${name}: the manifests do not say which keys it has (${usedBy.join('; ')})`;
      const type = createdType(secret) === 'Opaque' ? '' : ` --type ${shellWord(createdType(secret))}`;
      const create = `kubectl create secret generic ${shellWord(name)}${type} --namespace ${shellWord(namespace)}${choice}`;
      return [create, ...keys.map((key) => `  ${source(secret, key, given, choice)}`)].join(' \\\n');
    }),
    '',
  ].join('\n');
}

function source(
  secret: SecretPrerequisite,
  needed: SecretKeyPrerequisite,
  given: readonly string[],
  choice: string,
): string {
  const { key } = needed;
  if (secret.copyOf !== undefined) {
    const { namespace, name } = secret.copyOf;
    const template = shellWord(`go-template={{ index .data ${JSON.stringify(key)} | base64decode }}`);
    const read = `kubectl get secret ${shellWord(name)} --namespace ${shellWord(namespace)}${choice} --output ${template}`;
    return `--from-file=${shellWord(key)}=<(${read})`;
  }
  if (given.includes(givenName(secret, key)) || !canBeRandom(key))
    return `--from-file=${shellWord(key)}=FILE_WITH_THE_VALUE_OF_${key.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  if (isUsername(needed)) return `--from-literal=${shellWord(key)}=${shellWord(secret.name)}`;
  return `--from-file=${shellWord(key)}=<(openssl rand -hex 24 | tr -d '\\n')`;
}
