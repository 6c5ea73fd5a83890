import { normalize } from 'node:path';
import { Construct, IConstruct } from 'constructs';
import { rootedPath } from '../../construct/files-root';
import { Issue, quoted } from '../../findings/problem';
import { addSecretProviderClass, csiIssues } from './csi-source';
import { DeclaredSecret } from './declared-secret';
import { addExternalSecret, externalIssues } from './external-source';
import { addGeneratedSecret, generatedIssues } from './generated-source';
import { addSealedSecret, isSealedFor, sealedFileState, SealedSource, UnsealedKeys } from './sealed-source';
import { SecretDelivery, secretObject } from './secret-delivery';
import { SecretEnvironment } from './secret-environment';
import { DecidedSource } from './secret-source';
import { addSopsSecret, sopsIssues, SopsSource } from './sops-source';
import { vaultFiles, vaultIssues } from './vault-source';

/** The issues of a source for a Secret. Without issues, its objects can be added. */
export interface SourceObjects {
  readonly issues: readonly Issue[];
  /** The keys that the file of the source `sealed` lacks. */
  readonly unsealed?: UnsealedKeys;
  /** Adds the objects to the construct, and returns the way by which the keys reach a pod. */
  readonly add: () => SecretDelivery;
}

/** Returns the objects of a source for a Secret in an environment. */
export function sourceObjects(
  scope: Construct,
  secret: DeclaredSecret,
  source: DecidedSource,
  environment: SecretEnvironment | undefined,
): SourceObjects {
  switch (source.type) {
    case 'existing':
      return { issues: [], add: () => secretObject };
    case 'external':
      return { issues: externalIssues(secret, source), add: () => addExternalSecret(scope, secret, source) };
    case 'generated':
      return { issues: generatedIssues(secret, source), add: () => addGeneratedSecret(scope, secret, source) };
    case 'sealed': {
      const file = fileOf(scope, secret, source, environment);
      const shared = sharedFileIssue(scope, secret, source, file, environment);
      const issues = fileIssue(source, environment) ?? (isSealedFor(secret, file) ? undefined : shared);
      const state = issues === undefined ? sealedFileState(secret, file) : { issues };
      return { ...state, add: () => addSealedSecret(scope, secret, file) };
    }
    case 'sops': {
      const file = fileOf(scope, secret, source, environment);
      const shared = sharedFileIssue(scope, secret, source, file, environment);
      const issues = fluxIssue(environment) ?? fileIssue(source, environment) ?? shared ?? sopsIssues(secret, file);
      return { issues, add: () => addSopsSecret(scope, file) };
    }
    case 'csi':
      return { issues: csiIssues(secret, source), add: () => addSecretProviderClass(scope, secret, source) };
    case 'vault':
      return { issues: vaultIssues(secret, source), add: () => vaultFiles(secret, source) };
  }
}

function fileOf(
  scope: Construct,
  { name, namespace, copyOf }: DeclaredSecret,
  { type, file }: SealedSource | SopsSource,
  environment: SecretEnvironment | undefined,
): string {
  // A copy mostly has the name of its original, whose file has that name.
  const own = copyOf === undefined ? name : `${namespace ?? ''}-${name}`;
  return rootedPath(scope, file ?? `${type}/${environment?.name ?? ''}/${own}.yaml`);
}

function fileIssue(
  { type, file }: SealedSource | SopsSource,
  environment: SecretEnvironment | undefined,
): readonly Issue[] | undefined {
  if (file !== undefined || environment !== undefined) return undefined;
  const write = `write file, or setSecretEnvironment(app, { name: "production" }) for ${type}/production/`;
  return [{ at: 'file', code: 'missing-prop', want: 'must be set without an environment', got: 'none', write }];
}

const filesOfApps = new WeakMap<IConstruct, Map<string, string>>();

/** Returns the issue of a file that is for another Secret of the app already, as two of one name in two namespaces have it. */
function sharedFileIssue(
  scope: Construct,
  { namespace, name }: DeclaredSecret,
  { type }: SealedSource | SopsSource,
  path: string,
  environment: SecretEnvironment | undefined,
): readonly Issue[] | undefined {
  const files = filesOfApps.get(scope.node.root) ?? new Map<string, string>();
  filesOfApps.set(scope.node.root, files);
  const secret = namespace === undefined ? name : `${namespace}/${name}`;
  const file = normalize(path);
  const first = files.get(file) ?? secret;
  files.set(file, first);
  if (first === secret) return undefined;
  const folder = environment === undefined ? type : `${type}/${environment.name}`;
  const short = `${folder}/${secret.replace('/', '-')}.yaml`;
  const own = files.has(rootedPath(scope, short)) ? `${folder}/${secret}.yaml` : short;
  const want = 'must be the file of one Secret';
  const got = `${quoted(path)} for ${first} and ${secret}`;
  const write = `write source: { type: ${quoted(type)}, file: ${quoted(own)} }`;
  return [{ at: 'file', code: 'conflict', want, got, write }];
}

function fluxIssue(environment: SecretEnvironment | undefined): readonly Issue[] | undefined {
  const appliedBy = environment?.appliedBy ?? 'kubectl';
  if (appliedBy === 'flux') return undefined;
  const want = `must not be "sops" if ${appliedBy} applies the manifests, which does not decrypt it`;
  const write = 'choose the source "sealed" or "external", or write appliedBy: "flux" in setSecretEnvironment';
  return [{ at: 'type', code: 'conflict', want, write }];
}
