import { shown } from '../values/findings';
import { SecretKeyPrerequisite, SecretPrerequisite } from '../manifests/prerequisites';
import { ExistingSecret } from './cluster';
import { givenName, GivenValues } from './given-keys';
import { canBeRandom, randomValue, secretValueProblem } from './secret-value';

/** What has to be done so that the cluster has a Secret. */
export interface SecretPlan {
  readonly secret: SecretPrerequisite;
  /** The keys that the Secret lacks, whether they can be made or not. */
  readonly missing: readonly string[];
  /** The values to write, by key: to a new Secret, or added to the one there is. */
  readonly values: ReadonlyMap<string, string>;
  /** What is wrong and has to be put right by somebody else. */
  readonly findings: readonly string[];
}

/** Compares what is needed with what exists. No value of the cluster is ever replaced. */
export function secretPlan(
  secret: SecretPrerequisite,
  existing: ExistingSecret | undefined,
  given: GivenValues,
): SecretPlan {
  const path = `[${secret.namespace}/${secret.name}]`;
  const missing = secret.keys.filter(({ key }) => existing?.values.has(key) !== true);
  const makeable = missing.filter(({ key }) => given.has(givenName(secret, key)) || canBeRandom(key));
  const findings = [
    ...secret.keys.map((each) => existingProblem(secret, each, existing, given)),
    ...missing
      .filter((each) => !makeable.includes(each))
      .map(
        ({ key }) =>
          `lacks the key ${shown(key)}, which no random value fits; give it with --set ${secret.name}.${key}`,
      ),
    existing === undefined && secret.keys.length === 0
      ? `does not exist, and the manifests do not say which keys it has (${secret.usedBy.join('; ')}); create it yourself`
      : undefined,
    existing?.isImmutable === true && missing.length > 0
      ? `lacks ${missing.map(({ key }) => shown(key)).join(', ')} and is immutable; create a Secret of another name with all keys`
      : undefined,
  ].filter((finding) => finding !== undefined);
  // A Secret is made whole or not at all: pods that wait for it start once it is there.
  const isWritable = existing === undefined ? makeable.length === missing.length : !existing.isImmutable;
  const values = isWritable ? makeable.map((each) => [each.key, newValue(secret, each, given)] as const) : [];
  return {
    secret,
    missing: missing.map(({ key }) => key),
    values: new Map(values),
    findings: findings.map((finding) => `${path} ${finding}`),
  };
}

function existingProblem(
  secret: SecretPrerequisite,
  { key, format }: SecretKeyPrerequisite,
  existing: ExistingSecret | undefined,
  given: GivenValues,
): string | undefined {
  const value = existing?.values.get(key);
  if (value === undefined) return undefined;
  const wanted = given.get(givenName(secret, key));
  if (wanted !== undefined && !value.equals(Buffer.from(wanted)))
    return `key ${shown(key)} exists with another value, which is not replaced; to change it, edit the Secret`;
  const problem = secretValueProblem(format, value);
  return problem === undefined ? undefined : `key ${shown(key)} ${problem}`;
}

function newValue(secret: SecretPrerequisite, { key, format }: SecretKeyPrerequisite, given: GivenValues): string {
  return given.get(givenName(secret, key)) ?? (format === 'username' ? secret.name : randomValue());
}
