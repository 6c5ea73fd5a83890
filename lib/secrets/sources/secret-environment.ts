import { Construct, IConstruct } from 'constructs';
import { setScopeSetting } from '../../construct/scope-setting';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { thrownProblem } from '../../findings/thrown';
import { callable, unchecked } from '../../props/instance';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { DeclaredSecret } from './declared-secret';
import { DecidedSource, SecretSource, secretSource } from './secret-source';

/** Sources by the name of their SecretRef. */
export type SecretSources = Readonly<Record<string, SecretSource<string>>>;

/** A function that returns the source of a Secret. */
export type SecretSourceFunction = (secret: DeclaredSecret) => SecretSource<string> | undefined;

// Each SecretRef checks its own source.
const sources = named<SecretSources | SecretSourceFunction>(
  union([callable<SecretSourceFunction>(), record(string(), unchecked<SecretSource<string>>('{ type: "existing" }'))]),
);

const table = object({
  /** The environment's name, which is also the folder of its encrypted files: `sealed/<name>/` and `sops/<name>/`. */
  name: string({ example: '"production"' }),
  /** The program that applies the manifests. Only Flux decrypts the source `sops`. @default 'kubectl' */
  appliedBy: oneOf(['kubectl', 'argocd', 'flux'], { default: 'kubectl' }),
  /**
   * The source of each Secret, by the SecretRef's name without its version, or as a function of the Secret. If there are sources, every
   * SecretRef needs one, here or in its props.
   * @default - the source of each SecretRef, which is `existing` by default
   */
  sources: optional(sources),
});

/** The sources of an application's Secrets in one environment. */
export interface SecretEnvironment extends PropsOf<typeof table>, Props {}

/** An environment with every default decided. */
export interface DecidedEnvironment extends Decided<typeof table> {}

const context = 'cdk8s-backend/secret-environment';

/**
 * Sets the sources of the Secrets of an app, or of any construct. It must come before all constructs in it.
 * @throws FindingsError if the scope has constructs already
 */
export function setSecretEnvironment(scope: Construct, environment: SecretEnvironment): void {
  setScopeSetting(scope, context, environment, 'setSecretEnvironment', table.parse(environment).issues);
}

/** Returns the environment that was set for a construct; undefined for none, and for an invalid one. */
export function findSecretEnvironment(construct: IConstruct): DecidedEnvironment | undefined {
  const set: unknown = construct.node.tryGetContext(context);
  const parsed = table.parse(set);
  return parsed.typed ? parsed.value : undefined;
}

/** Returns the source that an environment has for a Secret; undefined for none. */
export function environmentSource(
  secret: DeclaredSecret,
  environment: SecretEnvironment | undefined,
): SecretSource<string> | undefined {
  if (environment?.sources === undefined) return { type: 'existing' };
  const { sources: all } = environment;
  if (typeof all === 'function') return all(secret);
  return Object.hasOwn(all, secret.name) ? all[secret.name] : undefined;
}

/** Decides the source by the environment, and reports one that is missing or invalid. */
export function decideSource(
  findings: Findings,
  secret: DeclaredSecret,
  environment: SecretEnvironment | undefined,
): DecidedSource | undefined {
  let stated: SecretSource<string> | undefined;
  try {
    stated = environmentSource(secret, environment);
  } catch (error) {
    findings.add('source', thrownProblem(error));
    return undefined;
  }
  if (environment !== undefined && stated === undefined) {
    findings.add('source', missingSourceProblem(secret.name, environment));
    return undefined;
  }
  const parsed = secretSource.parse(stated);
  for (const issue of parsed.issues) findings.add('source', issue);
  return parsed.typed ? parsed.value : undefined;
}

function missingSourceProblem(name: string, { name: where, sources = {} }: SecretEnvironment): Problem {
  const known =
    typeof sources === 'function' ? 'a function that returns none' : Object.keys(sources).map(quoted).join(', ');
  const want = `must be set in the environment ${quoted(where)}`;
  return {
    code: 'missing-prop',
    want,
    got: known || 'none',
    write: `add ${quoted(name)}: { type: "existing" } to its sources`,
  };
}
