import { posix } from 'node:path';
import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { isEnvTemplate } from '../../secrets/env-template';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { SecretDelivery, variableProblem } from '../../secrets/sources/secret-delivery';
import { statedTypes } from '../../secrets/stated-types';
import { Findings, quoted } from '../../findings/findings';
import { PullSecretsProps } from '../../pods/pull-secrets';
import { Environment } from '../config/environment-variables';
import { Files } from '../config/files';
import { Mounts, volumeName } from '../config/mounts';

/** The props that Secrets are read by. */
interface SecretReaders extends Environment, PullSecretsProps {
  readonly files: Files;
  readonly mounts: Mounts;
  readonly initContainers: Readonly<Record<string, Environment>>;
  readonly sidecars: Readonly<Record<string, Environment>>;
}

/** A Secret or a key of one, at the place of the variable or the mount that refers to it. */
interface Reference {
  readonly at: string;
  readonly secret: SecretKey | SecretRef;
  readonly secretName: string;
  readonly delivery: SecretDelivery;
  readonly reload: boolean;
}

const vault = 'vault.hashicorp.com/';
const tokenVolume = 'vault-token';

/** Returns the files of the service's own volumes. Keys of a source that gives files only come by other volumes. */
export function ownFiles(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([, source]) => !isDelivered(source)));
}

/** Returns the volumes of the CSI driver, and that of the token of Vault's agent, which the application does not see. */
export function deliveredVolumes(props: SecretReaders): k8s.Volume[] {
  const token = { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } };
  return [
    ...csiMounts(props).map(({ path, volume }) => ({ name: volumeName(path), ...volume })),
    ...(vaultFiles(props).length === 0 ? [] : [{ name: tokenVolume, projected: { sources: [token] } }]),
  ];
}

/** Returns the mounts of the CSI driver's volumes. A Secret that the driver syncs exists only while its volume is mounted. */
export function deliveredMounts(props: SecretReaders): k8s.VolumeMount[] {
  return csiMounts(props).map(({ path }) => ({ name: volumeName(path), mountPath: path, readOnly: true }));
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
  const names = [...references(props), ...secretFiles(props)]
    .filter(({ reload }) => reload)
    .map(({ secretName }) => secretName);
  return names.length === 0 ? {} : { 'secret.reloader.stakater.com/reload': [...new Set(names)].sort().join(',') };
}

/** Returns the Deployment's annotation with the types of Secrets that neither their keys nor their use tell. */
export function typeAnnotations(props: SecretReaders): Record<string, string> {
  return statedTypes([...references(props).map(({ secret }) => secret), ...secretFiles(props)]);
}

function secretFiles({ files }: SecretReaders): SecretKey[] {
  return Object.values(files).filter((source) => source instanceof SecretKey);
}

/** Reports variables and mounts of sources without a Secret, and files that their source cannot put at their path. */
export function checkDeliveries(findings: Findings, { props }: { readonly props: SecretReaders }): void {
  for (const { at, delivery } of references(props)) findings.add(at, variableProblem(delivery));
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
  if (others.length > 0)
    return {
      code: 'conflict',
      want: `must be in a directory of its own, which the source "${key.delivery.type}" brings as a whole`,
      got: quoted(path),
      write: `write ${quoted(`${directory}/${key.secretName}/${key.key}`)}`,
    };
  if (key.delivery.type === 'csi' && posix.basename(path) !== key.key)
    return {
      code: 'conflict',
      want: `must be named after its key ${quoted(key.key)}, as the source "csi" names its files`,
      got: quoted(path),
      write: `write ${quoted(posix.join(directory, key.key))}`,
    };
  return undefined;
}

/** Returns the CSI driver's volumes with their paths: the directory of their files, or any for the Secret to exist. */
function csiMounts(props: SecretReaders): { readonly path: string; readonly volume: Omit<k8s.Volume, 'name'> }[] {
  const mounts = new Map<string, Omit<k8s.Volume, 'name'>>();
  for (const [path, key] of Object.entries(props.files)) {
    if (!(key instanceof SecretKey) || key.delivery.type !== 'csi') continue;
    const { synced, volume } = key.delivery;
    mounts.set(synced ? syncedPath(key.secretName) : posix.dirname(path), volume);
  }
  for (const { delivery, secretName } of references(props)) {
    if (delivery.type === 'csi' && delivery.synced) mounts.set(syncedPath(secretName), delivery.volume);
  }
  return [...mounts].map(([path, volume]) => ({ path, volume }));
}

function syncedPath(secretName: string): string {
  return `/mnt/secrets/${secretName}`;
}

function vaultFiles(props: SecretReaders) {
  return Object.entries(props.files).flatMap(([path, key]) =>
    key instanceof SecretKey && key.delivery.type === 'vault' ? [{ path, key, delivery: key.delivery }] : [],
  );
}

/** Returns all references by variables, also of other containers, by mounts of whole Secrets and by image pulls. */
function references(props: SecretReaders): Reference[] {
  const others = (['initContainers', 'sidecars'] as const).flatMap((group) =>
    Object.entries(props[group]).flatMap(([name, one]) => variableReferences(`${group}[${quoted(name)}].`, one)),
  );
  return [
    ...variableReferences('', props),
    ...(props.imagePullSecrets ?? []).map((secret, index) => reference(`imagePullSecrets[${index}]`, secret)),
    ...others,
    ...Object.entries(props.mounts).flatMap(([path, mount]) =>
      'secret' in mount ? [reference(`mounts[${quoted(path)}].secret`, mount.secret)] : [],
    ),
  ];
}

function variableReferences(part: string, { secrets, secretsFrom, env }: Environment): Reference[] {
  return [
    ...Object.entries(secrets).map(([name, key]) => reference(`${part}secrets[${quoted(name)}]`, key)),
    ...Object.entries(env).flatMap(([name, value]) =>
      isEnvTemplate(value)
        ? Object.values(value.secrets).map((key) => reference(`${part}env[${quoted(name)}]`, key))
        : [],
    ),
    ...secretsFrom.map(({ secret }, index) => reference(`${part}secretsFrom[${index}].secret`, secret)),
  ];
}

function reference(at: string, secret: SecretKey | SecretRef): Reference {
  const secretName = secret instanceof SecretKey ? secret.secretName : secret.name;
  return { at, secret, secretName, delivery: secret.delivery, reload: secret.reload };
}

function isDelivered(source: unknown): source is SecretKey {
  if (!(source instanceof SecretKey)) return false;
  const { delivery } = source;
  return delivery.type === 'vault' || (delivery.type === 'csi' && !delivery.synced);
}
