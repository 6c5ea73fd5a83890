import { Problem, quoted } from '../../findings/problem';
import { SecretOriginal } from '../../prerequisites/secret-uses';
import { SecretPrerequisite } from '../../prerequisites/prerequisites';
import { ExistingSecret } from './cluster';
import { immutableProblem, SecretPlan, typeProblem } from './secret-plan';

/** A Secret that has the values of one of another namespace. */
export type SecretCopy = SecretPrerequisite & { readonly copyOf: SecretOriginal };

/** Tells whether a Secret has the values of another one. */
export function isCopy(secret: SecretPrerequisite): secret is SecretCopy {
  return secret.copyOf !== undefined;
}

/** Returns the Secrets with the copies last, for their originals must be there first. */
export function copiesLast(secrets: readonly SecretPrerequisite[]): SecretPrerequisite[] {
  return [...secrets.filter((secret) => !isCopy(secret)), ...secrets.filter(isCopy)];
}

/** Compares a copy with its original in the cluster. No value of the cluster is ever replaced, and none is made up. */
export function copyPlan(
  secret: SecretCopy,
  existing: ExistingSecret | undefined,
  original: ExistingSecret | undefined,
): SecretPlan {
  const path = `${secret.namespace}/${secret.name}`;
  const from = `${secret.copyOf.namespace}/${secret.copyOf.name}`;
  const missing = secret.keys.filter(({ key }) => existing?.values.has(key) !== true).map(({ key }) => key);
  const plan = (values: SecretPlan['values'], problems: readonly (Problem | undefined)[]): SecretPlan => {
    const found = problems.filter((problem) => problem !== undefined);
    return { secret, missing, values, findings: found.map((problem) => ({ path, ...problem })) };
  };
  const wrongType = typeProblem(secret, existing);
  if (wrongType !== undefined) return plan(new Map(), [wrongType]);
  if (original === undefined) return plan(new Map(), [missing.length === 0 ? undefined : noOriginal(from)]);
  const differing = secret.keys
    .filter(({ key }) => {
      const [value, first] = [existing?.values.get(key), original.values.get(key)];
      return value !== undefined && first !== undefined && !value.equals(first);
    })
    .map(({ key }) => differs(key, from, secret));
  const lacking = missing.filter((key) => !original.values.has(key)).map((key) => lacks(key, from));
  const immutable = existing && immutableProblem(existing, missing);
  const isWritable = existing === undefined ? lacking.length === 0 : !existing.isImmutable;
  const values = missing.flatMap((key) => {
    const value = original.values.get(key);
    return isWritable && value !== undefined ? [[key, value] as const] : [];
  });
  return plan(new Map(values), [...differing, ...lacking, immutable]);
}

function noOriginal(from: string): Problem {
  const want = `must have the values of ${from}, which does not exist`;
  return { code: 'unknown-reference', want, write: 'create that first, with the manifests that need it' };
}

function differs(key: string, from: string, { namespace, name }: SecretCopy): Problem {
  const want = `has another value of ${quoted(key)} than ${from}, and is not replaced`;
  const write = `write it there, or delete the copy with kubectl delete secret ${name} --namespace ${namespace} and run this again`;
  return { code: 'conflict', want, write };
}

function lacks(key: string, from: string): Problem {
  const want = `must have the value of ${quoted(key)} that ${from} lacks`;
  return { code: 'unknown-reference', want, write: 'add the key there' };
}
