import { posix } from 'node:path';
import type * as k8s from '../../../imports/k8s';
import { Problem, quoted } from '../../findings/problem';
import { isEnvTemplate } from '../../secrets/env-template';
import { GivenSecret } from '../../secrets/given-secret';
import { secretNameOf } from '../../secrets/secret-names';
import { SecretKey } from '../../secrets/secret-ref';
import { variableProblem } from '../../secrets/sources/secret-delivery';
import { copiedSecrets } from '../../secrets/copied-secrets';
import { statedTypes } from '../../secrets/stated-types';
import { Findings } from '../../findings/findings';
import { DecidedPullSecrets } from '../../pods/pull-secrets';
import { Environment } from '../config/environment-variables';
import { Files, VolumeFiles } from '../config/files';
import { Mounts, volumeName } from '../config/mounts';

/** The props that Secrets are read by. */
interface SecretReaders extends Environment, DecidedPullSecrets {
  readonly files: Files;
  readonly singleFiles: Files;
  readonly mounts: Mounts;
  readonly initContainers: Readonly<Record<string, Environment>>;
  readonly sidecars: Readonly<Record<string, Environment>>;
}

/** A Secret or a key of one, at the place of the variable or the mount that refers to it. */
interface Reference {
  readonly at: string;
  readonly secret: SecretKey | GivenSecret;
}

const vault = 'vault.hashicorp.com/';
const tokenVolume = 'vault-token';

/** Returns the files of the service's own volumes. Keys of a source that gives files only come by other volumes. */
export function ownFiles({ files, singleFiles }: VolumeFiles): VolumeFiles {
  return { files: Object.fromEntries(Object.entries(files).filter(([, source]) => !isDelivered(source))), singleFiles };
}

/** Returns the volumes of the CSI driver, and that of the token of Vault's agent, which the application does not see. */
export function deliveredVolumes(props: SecretReaders): k8s.Volume[] {
  const token = { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } };
  return [
    ...[...csiMounts(props)].map(([path, volume]) => ({ name: volumeName(path), ...volume })),
    ...(vaultFiles(props).length === 0 ? [] : [{ name: tokenVolume, projected: { sources: [token] } }]),
  ];
}

/** Returns the mounts of the CSI driver's volumes. A Secret that the driver syncs exists only while its volume is mounted. */
export function deliveredMounts(props: SecretReaders): k8s.VolumeMount[] {
  return [...csiMounts(props).keys()].map((path) => ({ name: volumeName(path), mountPath: path, readOnly: true }));
}

/** Returns the pods' annotations that have Vault's agent write files. It ends before the application starts, so that Jobs end too. */
export function deliveredAnnotations(props: SecretReaders): Record<string, string> {
  const files = vaultFiles(props);
  const [first] = files;
  if (first === undefined) return {};
  return {
    [`${vault}agent-inject`]: 'true',
    [`${vault}agent-pre-populate-only`]: 'true',
    [`${vault}agent-service-account-token-volume-name`]: tokenVolume,
    [`${vault}role`]: first.delivery.role,
    ...Object.fromEntries(
      files.flatMap(({ path, key, delivery }) => Object.entries(delivery.annotations(key.key, path))),
    ),
  };
}

/** Returns the Deployment's annotations that name the Secrets whose change has Reloader replace the pods. */
export function reloadAnnotations(props: SecretReaders): Record<string, string> {
  const names = secretsOf(props)
    .filter(({ reload }) => reload)
    .map(secretNameOf);
  return names.length === 0 ? {} : { 'secret.reloader.stakater.com/reload': [...new Set(names)].sort().join(',') };
}

/** Returns the Deployment's annotations with the types of Secrets that neither their keys nor their use tell, and with the copies. */
export function secretAnnotations(props: SecretReaders): Record<string, string> {
  const secrets = secretsOf(props);
  return { ...statedTypes(secrets), ...copiedSecrets(secrets) };
}

/** Reports variables and mounts of sources without a Secret, and files that their source cannot put at their path. */
export function checkDeliveries(findings: Findings, { props }: { readonly props: SecretReaders }): void {
  for (const { at, secret } of references(props)) findings.add(at, variableProblem(secret.delivery));
  const files = Object.entries(props.files);
  for (const [path, key] of files)
    if (isDelivered(key)) findings.add(`files[${quoted(path)}]`, placeProblem(path, key, files));
  const roles = new Set(vaultFiles(props).map(({ delivery }) => delivery.role));
  if (roles.size < 2) return;
  const got = [...roles].map(quoted).join(' and ');
  findings.add('files', { code: 'conflict', want: 'must be read from Vault in one role', got, write: 'write one' });
}

function placeProblem(
  path: string,
  key: SecretKey,
  files: readonly (readonly [string, unknown])[],
): Problem | undefined {
  const directory = posix.dirname(path);
  const isOther = (source: unknown): boolean =>
    !(source instanceof SecretKey) ||
    source.delivery.type !== key.delivery.type ||
    (key.delivery.type === 'csi' && source.secretName !== key.secretName);
  const others = files.filter(([other, source]) => posix.dirname(other) === directory && isOther(source));
  if (others.length > 0) {
    const want = `must be in a directory of its own, which the source "${key.delivery.type}" brings as a whole`;
    const write = `write ${quoted(`${directory}/${key.secretName}/${key.key}`)}`;
    return { code: 'conflict', want, got: quoted(path), write };
  }
  if (key.delivery.type !== 'csi' || posix.basename(path) === key.key) return undefined;
  const want = `must be named after its key ${quoted(key.key)}, as the source "csi" names its files`;
  return { code: 'conflict', want, got: quoted(path), write: `write ${quoted(posix.join(directory, key.key))}` };
}

/** Returns the CSI driver's volumes with their paths: the directory of their files, or any for the Secret to exist. */
function csiMounts(props: SecretReaders): Map<string, Omit<k8s.Volume, 'name'>> {
  const mounts = new Map<string, Omit<k8s.Volume, 'name'>>();
  for (const [path, key] of Object.entries(props.files)) {
    if (!(key instanceof SecretKey) || key.delivery.type !== 'csi') continue;
    const { synced, volume } = key.delivery;
    mounts.set(synced ? syncedPath(key.secretName) : posix.dirname(path), volume);
  }
  for (const { secret } of references(props)) {
    const { delivery } = secret;
    if (delivery.type === 'csi' && delivery.synced) mounts.set(syncedPath(secretNameOf(secret)), delivery.volume);
  }
  return mounts;
}

function syncedPath(secretName: string): string {
  return `/mnt/secrets/${secretName}`;
}

function vaultFiles(props: SecretReaders) {
  return Object.entries(props.files).flatMap(([path, key]) =>
    key instanceof SecretKey && key.delivery.type === 'vault' ? [{ path, key, delivery: key.delivery }] : [],
  );
}

/** Returns all references by variables, also of other containers, by mounts of whole Secrets and of single files, and by image pulls. */
function references(props: SecretReaders): Reference[] {
  const others = (['initContainers', 'sidecars'] as const).flatMap((group) =>
    Object.entries(props[group]).flatMap(([name, one]) => variableReferences(`${group}[${quoted(name)}].`, one)),
  );
  return [
    ...variableReferences('', props),
    ...(props.imagePullSecrets ?? []).map((secret, index) => ({ at: `imagePullSecrets[${index}]`, secret })),
    ...others,
    ...Object.entries(props.singleFiles).flatMap(([path, source]) =>
      source instanceof SecretKey ? [{ at: `singleFiles[${quoted(path)}]`, secret: source }] : [],
    ),
    ...Object.entries(props.mounts).flatMap(([path, mount]) =>
      'secret' in mount ? [{ at: `mounts[${quoted(path)}].secret`, secret: mount.secret }] : [],
    ),
  ];
}

function variableReferences(part: string, { secrets, envFrom, env }: Environment): Reference[] {
  return [
    ...Object.entries(secrets).map(([name, key]) => ({ at: `${part}secrets[${quoted(name)}]`, secret: key })),
    ...Object.entries(env).flatMap(([name, value]) =>
      isEnvTemplate(value)
        ? Object.values(value.secrets).map((key) => ({ at: `${part}env[${quoted(name)}]`, secret: key }))
        : [],
    ),
    ...envFrom.flatMap((source, index) =>
      'secret' in source ? [{ at: `${part}envFrom[${index}].secret`, secret: source.secret }] : [],
    ),
  ];
}

/** Returns all Secrets that are referred to, those of files too. */
function secretsOf(props: SecretReaders): (SecretKey | GivenSecret)[] {
  const files = Object.values(props.files).filter((source) => source instanceof SecretKey);
  return [...references(props).map(({ secret }) => secret), ...files];
}

function isDelivered(source: unknown): source is SecretKey {
  if (!(source instanceof SecretKey)) return false;
  const { delivery } = source;
  return delivery.type === 'vault' || (delivery.type === 'csi' && !delivery.synced);
}
