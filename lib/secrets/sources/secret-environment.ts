import { Construct, IConstruct } from 'constructs';
import { setScopeSetting } from '../../construct/scope-setting';
import { DeclaredSecret } from './declared-secret';
import { SecretSource } from './secret-source';

/** What an environment says of the Secrets that the application needs. */
export interface SecretEnvironment {
  /** Its name, which is also the folder of its encrypted files: `sealed/<name>/` and `sops/<name>/`. */
  readonly name: string;
  /**
   * What applies its manifests; only Flux decrypts the source `sops`.
   * @default 'kubectl'
   */
  readonly appliedBy?: 'kubectl' | 'argocd' | 'flux';
  /**
   * Where each Secret comes from, by the SecretRef's name without its version, or as a function of the Secret. With sources every
   * SecretRef must have one, here or of its own.
   * @default - each SecretRef's own, which is `existing` unless it says otherwise
   */
  readonly sources?: SecretSources | ((secret: DeclaredSecret) => SecretSource<string> | undefined);
}

/** Sources by the name of their SecretRef. */
export type SecretSources = Readonly<Record<string, SecretSource<string>>>;

const context = 'cdk8s-backend/secret-environment';

/**
 * Says where the Secrets of an app, or of any construct, come from; before anything is put into it.
 * @throws Error if there is something in it already
 */
export function setSecretEnvironment(scope: Construct, environment: SecretEnvironment): void {
  setScopeSetting(scope, context, environment, 'setSecretEnvironment');
}

/** The environment that a construct is in, if one was set. */
export function findSecretEnvironment(construct: IConstruct): SecretEnvironment | undefined {
  return construct.node.tryGetContext(context) as SecretEnvironment | undefined;
}

/** The source of a Secret in an environment: its own, or the environment's. */
export function sourceOf(
  secret: DeclaredSecret,
  own: SecretSource<string> | undefined,
  environment: SecretEnvironment | undefined,
): SecretSource<string> | undefined {
  if (own !== undefined) return own;
  if (environment?.sources === undefined) return { type: 'existing' };
  const { sources } = environment;
  if (typeof sources === 'function') return sources(secret);
  return Object.hasOwn(sources, secret.name) ? sources[secret.name] : undefined;
}
