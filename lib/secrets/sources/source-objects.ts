import { Construct } from 'constructs';
import { shown } from '../../findings/findings';
import { addSecretProviderClass, csiProblems } from './csi-source';
import { DeclaredSecret, SourceProblem } from './declared-secret';
import { addExternalSecret, externalProblems } from './external-source';
import { addGeneratedSecret, generatedProblems } from './generated-source';
import { addSealedSecret, sealedProblems, SealedSource } from './sealed-source';
import { SecretDelivery } from './secret-delivery';
import { SecretEnvironment } from './secret-environment';
import { SecretSource } from './secret-source';
import { addSopsSecret, sopsProblems, SopsSource } from './sops-source';
import { vaultFiles, vaultProblems } from './vault-source';
import { isMap } from '../../props/map';

const types = ['existing', 'external', 'generated', 'sealed', 'sops', 'csi', 'vault'];

/** What is wrong with a source, in the environment that it is used in. */
export function sourceProblems(
  secret: DeclaredSecret,
  source: SecretSource<string>,
  environment: SecretEnvironment | undefined,
): readonly SourceProblem[] {
  const given: unknown = source;
  const type = isMap(given) ? given.type : undefined;
  if (typeof type !== 'string' || !types.includes(type)) {
    const got = shown(type);
    return [
      [
        'source.type',
        {
          code: 'invalid-value',
          want: `must be one of ${types.map(shown).join(', ')}`,
          got: got,
          write: 'write { type: "existing" }',
        },
      ],
    ];
  }
  switch (source.type) {
    case 'existing':
      return [];
    case 'external':
      return externalProblems(secret, source);
    case 'generated':
      return generatedProblems(secret, source);
    case 'sealed':
      return fileProblem(source, environment) ?? sealedProblems(secret, source, folderOf(environment));
    case 'sops':
      return (
        fluxProblem(environment) ??
        fileProblem(source, environment) ??
        sopsProblems(secret, source, folderOf(environment))
      );
    case 'csi':
      return csiProblems(secret, source);
    case 'vault':
      return vaultProblems(secret, source);
  }
}

/** Puts the objects of a source without problems into a construct, and says how the keys reach a pod. */
export function addSource(
  scope: Construct,
  secret: DeclaredSecret,
  source: SecretSource<string>,
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
      addSealedSecret(scope, secret, source, folderOf(environment));
      break;
    case 'sops':
      addSopsSecret(scope, secret, source, folderOf(environment));
      break;
    case 'csi':
      return addSecretProviderClass(scope, secret, source);
    case 'vault':
      return vaultFiles(secret, source);
  }
  return { type: 'secret' };
}

function folderOf(environment: SecretEnvironment | undefined): string {
  return environment?.name ?? '';
}

function fileProblem(
  { type, file }: SealedSource | SopsSource,
  environment: SecretEnvironment | undefined,
): SourceProblem[] | undefined {
  if (file !== undefined || environment !== undefined) return undefined;
  const remedy = `write file, or setSecretEnvironment(app, { name: "production" }) for ${type}/production/`;
  return [
    [
      'source.file',
      { code: 'missing-prop', want: 'must be stated without an environment', got: 'none', write: remedy },
    ],
  ];
}

function fluxProblem(environment: SecretEnvironment | undefined): SourceProblem[] | undefined {
  const appliedBy = environment?.appliedBy ?? 'kubectl';
  if (appliedBy === 'flux') return undefined;
  const remedy = 'choose the source "sealed" or "external", or write appliedBy: "flux" in setSecretEnvironment';
  return [
    [
      'source',
      {
        code: 'conflict',
        want: `must not be "sops" where ${appliedBy} applies the manifests, which does not decrypt it`,
        write: remedy,
      },
    ],
  ];
}
