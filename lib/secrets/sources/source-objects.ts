import { Construct } from 'constructs';
import { rootedPath } from '../../construct/files-root';
import { Issue } from '../../findings/problem';
import { addSecretProviderClass, csiIssues } from './csi-source';
import { DeclaredSecret } from './declared-secret';
import { addExternalSecret, externalIssues } from './external-source';
import { addGeneratedSecret, generatedIssues } from './generated-source';
import { addSealedSecret, sealedIssues, SealedSource } from './sealed-source';
import { SecretDelivery } from './secret-delivery';
import { SecretEnvironment } from './secret-environment';
import { DecidedSource } from './secret-source';
import { addSopsSecret, sopsIssues, SopsSource } from './sops-source';
import { vaultFiles, vaultIssues } from './vault-source';

/** Returns the issues of a source for a Secret, in the environment of the Secret. */
export function sourceIssues(
  scope: Construct,
  secret: DeclaredSecret,
  source: DecidedSource,
  environment: SecretEnvironment | undefined,
): readonly Issue[] {
  switch (source.type) {
    case 'existing':
      return [];
    case 'external':
      return externalIssues(secret, source);
    case 'generated':
      return generatedIssues(secret, source);
    case 'sealed':
      return fileIssue(source, environment) ?? sealedIssues(secret, fileOf(scope, secret, source, environment));
    case 'sops':
      return (
        fluxIssue(environment) ??
        fileIssue(source, environment) ??
        sopsIssues(secret, fileOf(scope, secret, source, environment))
      );
    case 'csi':
      return csiIssues(secret, source);
    case 'vault':
      return vaultIssues(secret, source);
  }
}

/** Adds the objects of a source to a construct, and returns the way by which the keys reach a pod. */
export function addSource(
  scope: Construct,
  secret: DeclaredSecret,
  source: DecidedSource,
  environment: SecretEnvironment | undefined,
): SecretDelivery {
  switch (source.type) {
    case 'existing':
      break;
    case 'external':
      addExternalSecret(scope, secret, source);
      break;
    case 'generated':
      addGeneratedSecret(scope, secret, source);
      break;
    case 'sealed':
      addSealedSecret(scope, secret, fileOf(scope, secret, source, environment));
      break;
    case 'sops':
      addSopsSecret(scope, fileOf(scope, secret, source, environment));
      break;
    case 'csi':
      return addSecretProviderClass(scope, secret, source);
    case 'vault':
      return vaultFiles(secret, source);
  }
  return { type: 'secret' };
}

function fileOf(
  scope: Construct,
  { name }: DeclaredSecret,
  { type, file }: SealedSource | SopsSource,
  environment: SecretEnvironment | undefined,
): string {
  return rootedPath(scope, file ?? `${type}/${environment?.name ?? ''}/${name}.yaml`);
}

function fileIssue(
  { type, file }: SealedSource | SopsSource,
  environment: SecretEnvironment | undefined,
): readonly Issue[] | undefined {
  if (file !== undefined || environment !== undefined) return undefined;
  const write = `write file, or setSecretEnvironment(app, { name: "production" }) for ${type}/production/`;
  return [{ at: 'file', code: 'missing-prop', want: 'must be set without an environment', got: 'none', write }];
}

function fluxIssue(environment: SecretEnvironment | undefined): readonly Issue[] | undefined {
  const appliedBy = environment?.appliedBy ?? 'kubectl';
  if (appliedBy === 'flux') return undefined;
  const want = `must not be "sops" if ${appliedBy} applies the manifests, which does not decrypt it`;
  const write = 'choose the source "sealed" or "external", or write appliedBy: "flux" in setSecretEnvironment';
  return [{ at: 'type', code: 'conflict', want, write }];
}
