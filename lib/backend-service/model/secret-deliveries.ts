import { posix } from 'node:path';
import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { SecretDelivery, variableProblem } from '../../secrets/sources/secret-delivery';
import { statedTypes } from '../../secrets/stated-types';
import { Findings, shown } from '../../findings/findings';
import { CompanionsProps } from './companions';
import { EnvironmentProps, secretKeyProblem } from '../config/environment-variables';
import { FilesProps } from '../config/files';
import { MountsProps, pathProblem } from '../config/mounts';
import { volumeName } from '../config/volumes';
import { ContainerProps } from './props';

type SecretReaders = EnvironmentProps &
  FilesProps &
  MountsProps &
  CompanionsProps &
  Pick<ContainerProps, 'imagePullSecrets'>;
type Files = NonNullable<FilesProps['files']>;

/** A Secret or a key of one where a variable or a mount refers to it. */
interface Reference {
  readonly subject: string;
  readonly secret: SecretKey | SecretRef;
  readonly secretName: string;
  readonly delivery: SecretDelivery;
  readonly reload: boolean;
}

const vault = 'vault.hashicorp.com/';
const tokenVolume = 'vault-token';

/** The files that are no key of a source with files only: those are brought by other volumes than the service's own. */
export function ownFiles(files: Files | undefined): Files | undefined {
  if (files === undefined) return undefined;
  return Object.fromEntries(Object.entries(files).filter(([, source]) => !isDelivered(source)));
}

/** The volumes of the CSI driver, and the token by which Vault's agent, and not the application, is known. */
export function deliveredVolumes(props: SecretReaders): k8s.Volume[] {
  const token = { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } };
  return [
    ...csiMounts(props).map(({ path, volume }) => ({ name: volumeName(path), ...volume })),
    ...(vaultFiles(props).length === 0 ? [] : [{ name: tokenVolume, projected: { sources: [token] } }]),
  ];
}

/** The mounts of the CSI driver's volumes; what is synced to a Secret must be mounted for the Secret to be there. */
export function deliveredMounts(props: SecretReaders): k8s.VolumeMount[] {
  return csiMounts(props).map(({ path }) => ({ name: volumeName(path), mountPath: path, readOnly: true }));
}

/** The pods' annotations that ask Vault's agent for files; it ends before the application starts, so that Jobs end too. */
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

/** The Deployment's annotations by which Reloader knows the Secrets whose change replaces the pods. */
export function reloadAnnotations(props: SecretReaders): Record<string, string> {
  const files = Object.values(props.files ?? {}).filter((source) => source instanceof SecretKey);
  const names = [...references(props), ...files].filter(({ reload }) => reload).map(({ secretName }) => secretName);
  return names.length === 0 ? {} : { 'secret.reloader.stakater.com/reload': [...new Set(names)].sort().join(',') };
}

/** The Deployment's annotation with the types of Secrets that nothing else tells. */
export function typeAnnotations(props: SecretReaders): Record<string, string> {
  const files = Object.values(props.files ?? {}).filter((source) => source instanceof SecretKey);
  return statedTypes([...references(props).map(({ secret }) => secret), ...files]);
}

/** Reports variables and mounts of what is no Secret, and files that their source cannot put where they are wanted. */
export function checkDeliveries(findings: Findings, props: SecretReaders, namespace: string | undefined): void {
  for (const { subject, delivery } of references(props)) findings.add(subject, variableProblem(delivery));
  const files = Object.entries(props.files ?? {});
  for (const [path, key] of files) {
    if (!isDelivered(key)) continue;
    const subject = `files ${shown(path)}`;
    findings.add(subject, pathProblem(path) ?? secretKeyProblem(key, namespace) ?? placeProblem(path, key, files));
  }
  const roles = new Set(vaultFiles(props).map(({ delivery }) => delivery.role));
  if (roles.size > 1)
    findings.add('files', {
      code: 'invalid-value',
      want: 'must be read from Vault in one role',
      got: [...roles].map(shown).join(' and '),
      write: 'write one',
    });
}

function placeProblem(
  path: string,
  key: SecretKey,
  files: readonly (readonly [string, unknown])[],
): Problem | undefined {
  const directory = posix.dirname(path);
  const example = `${directory === '/' ? '/var/run/secrets' : directory}/${key.secretName}/${key.key}`;
  const isOther = (source: unknown): boolean =>
    !(source instanceof SecretKey) ||
    source.delivery.type !== key.delivery.type ||
    (key.delivery.type === 'csi' && source.secretName !== key.secretName);
  const others = files.filter(([other, source]) => posix.dirname(other) === directory && isOther(source));
  if (directory === '/' || others.length > 0)
    return {
      code: 'not-unique',
      want: `must be in a directory of its own, which the source "${key.delivery.type}" brings as a whole`,
      got: shown(path),
      write: `write ${shown(example)}`,
    };
  if (key.delivery.type === 'csi' && posix.basename(path) !== key.key)
    return {
      code: 'invalid-value',
      want: `must be named after its key ${shown(key.key)}, as the source "csi" names its files`,
      got: shown(path),
      write: `write ${shown(posix.join(directory, key.key))}`,
    };
  return undefined;
}

/** Where each of the CSI driver's volumes is mounted: where its files are wanted, or anywhere for its Secret to be there. */
function csiMounts(props: SecretReaders): { readonly path: string; readonly volume: Omit<k8s.Volume, 'name'> }[] {
  const mounts = new Map<string, Omit<k8s.Volume, 'name'>>();
  for (const [path, key] of Object.entries(props.files ?? {})) {
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

function vaultFiles(props: FilesProps) {
  return Object.entries(props.files ?? {}).flatMap(([path, key]) =>
    key instanceof SecretKey && key.delivery.type === 'vault' ? [{ path, key, delivery: key.delivery }] : [],
  );
}

/** All references by variables, mounts of whole Secrets and image pulls, also those of companions; what is none is reported elsewhere. */
function references(props: SecretReaders): Reference[] {
  const companions = Object.entries({ ...props.initContainers, ...props.sidecars });
  return [
    ...variableReferences('', props),
    ...(props.imagePullSecrets ?? []).flatMap((secret) => secretReference('imagePullSecrets', secret)),
    ...companions.flatMap(([name, companion]) => variableReferences(`container ${shown(name)} `, companion)),
    ...Object.entries(props.mounts ?? {}).flatMap(([path, mount]) =>
      'secret' in mount ? secretReference(`mounts[${shown(path)}].secret`, mount.secret) : [],
    ),
  ];
}

function variableReferences(part: string, { secrets, secretsFrom, env }: EnvironmentProps): Reference[] {
  return [
    ...Object.entries(secrets ?? {}).flatMap(([name, key]) => keyReference(`${part}secrets ${shown(name)}`, key)),
    ...Object.entries(env ?? {}).flatMap(([name, value]) =>
      typeof value === 'object' && 'secrets' in value
        ? Object.values(value.secrets).flatMap((key) => keyReference(`${part}env ${shown(name)}`, key))
        : [],
    ),
    ...(secretsFrom ?? []).flatMap(({ secret }) => secretReference(`${part}secretsFrom`, secret)),
  ];
}

function keyReference(subject: string, key: unknown): Reference[] {
  if (!(key instanceof SecretKey)) return [];
  return [{ subject, secret: key, secretName: key.secretName, delivery: key.delivery, reload: key.reload }];
}

function secretReference(subject: string, secret: unknown): Reference[] {
  if (!(secret instanceof SecretRef)) return [];
  return [{ subject, secret, secretName: secret.name, delivery: secret.delivery, reload: secret.reload }];
}

function isDelivered(source: unknown): source is SecretKey {
  if (!(source instanceof SecretKey)) return false;
  const { delivery } = source;
  return delivery.type === 'vault' || (delivery.type === 'csi' && !delivery.synced);
}
