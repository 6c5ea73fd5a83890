import { posix } from 'node:path';
import type * as k8s from '../../../imports/k8s';
import { issuedBy } from '../../operators/issuer';
import { MountedVolume, projectedSource, readVolume, secretSource, VolumeSource } from '../../pods/mounted-volume';
import { SecretKey } from '../../secrets/secret-ref';
import { AgentSettings } from '../agent/contract';
import { membersDomain, NamedSet } from '../members/member-hosts';
import { mongoPaths } from '../members/mongod-paths';
import { MongoSetTls } from './tls';

/** A set that may have TLS. */
export interface WithTls {
  readonly tls?: MongoSetTls;
}

const pair = { 'tls.crt': 'tls.crt', 'tls.key': 'tls.key' };
const volumes = { secret: 'tls', placed: 'tls-placed' };
const modes = { allow: 'allowTLS', prefer: 'allowTLS', require: 'requireTLS' } as const;

/** Returns the mounts of a member's containers. `prepare` and the agent read the Secret, and write mongod's files. */
export function tlsMounts({ tls }: WithTls, container: 'prepare' | 'mongod' | 'agent'): k8s.VolumeMount[] {
  if (tls === undefined) return [];
  const placed = { name: volumes.placed, mountPath: mongoPaths.certificate };
  if (container === 'mongod') return [{ ...placed, readOnly: true }];
  return [{ name: volumes.secret, mountPath: mongoPaths.certificateSecret, readOnly: true }, placed];
}

/** Returns the volumes of `tlsMounts`. */
export function tlsVolumes({ tls }: WithTls): k8s.Volume[] {
  if (tls === undefined) return [];
  return [
    { name: volumes.secret, ...certificateSource(tls) },
    { name: volumes.placed, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
  ];
}

/** Returns the source of the files, of one Secret or two. */
function certificateSource({ secretName, authority }: MongoSetTls): VolumeSource {
  const bundle = { 'ca.crt': authority.key };
  if (authority.secretName === secretName) return secretSource(secretName, { ...pair, ...bundle });
  return projectedSource({ [secretName]: pair, [authority.secretName]: bundle });
}

/** Returns the arguments by which `prepare` finds the certificate. */
export function tlsArguments({ tls }: WithTls): string[] {
  return tls === undefined ? [] : [mongoPaths.certificateSecret, mongoPaths.certificate];
}

/**
 * Returns mongod's settings. With `prefer` mongod starts as one that accepts TLS, and its agent lets it use TLS: a member without TLS would
 * not understand it. Members authenticate by the keyfile as well, so that clients need no certificate.
 */
export function tlsSettings({ tls }: WithTls): Readonly<Record<string, unknown>> {
  if (tls === undefined) return {};
  return {
    'net.tls.mode': modes[tls.mode],
    'net.tls.certificateKeyFile': `${mongoPaths.certificate}/pair.pem`,
    'net.tls.CAFile': `${mongoPaths.certificate}/ca.pem`,
    'net.tls.allowConnectionsWithoutCertificates': true,
    'net.tls.disabledProtocols': 'TLS1_0,TLS1_1',
  };
}

/** Returns the agent's settings of TLS. */
export function agentTls({ tls }: WithTls): Pick<AgentSettings, 'tls'> {
  if (tls === undefined) return {};
  return { tls: { mode: tls.mode, source: mongoPaths.certificateSecret, served: mongoPaths.certificate } };
}

/** Returns cert-manager's Certificate for all members, also by their names outside of the cluster, but for its metadata; undefined without TLS, or if its Secret exists. */
export function certificate(set: NamedSet & WithTls & { readonly outside: readonly { readonly name: string }[] }) {
  if (set.tls?.issued === undefined) return undefined;
  const { issuer, duration, renewBefore } = set.tls.issued;
  const spec = {
    secretName: set.tls.secretName,
    // One name for all members, so that a set that grows needs no other certificate; loopback, for clients inside of the pod.
    dnsNames: [...new Set([`*.${membersDomain(set)}`, 'localhost', ...set.outside.map(({ name }) => name)])],
    ipAddresses: ['127.0.0.1'],
    usages: ['digital signature', 'server auth', 'client auth'],
    duration,
    renewBefore,
    ...issuedBy(issuer),
  };
  return { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', spec };
}

/** Returns the options of TLS of a connection, in modes in which every member accepts it, and the file that it needs. */
export function connectionTls({ name, tls }: WithTls & { readonly name: string }): {
  readonly options: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, SecretKey>>;
} {
  if (tls === undefined || tls.mode === 'allow') return { options: {} };
  const tlsCAFile = `/etc/${name}-tls/ca.crt`;
  return { options: { tls: true, tlsCAFile }, files: { [tlsCAFile]: tls.authority } };
}

/** Returns the files of a connection, with `caBundle` the same ones of that key. */
export function withAuthority(
  files: Readonly<Record<string, SecretKey>>,
  caBundle: SecretKey | undefined,
): Readonly<Record<string, SecretKey>> {
  return caBundle === undefined ? files : Object.fromEntries(Object.keys(files).map((path) => [path, caBundle]));
}

/** Returns the volumes of the files of a connection, where the connection looks for them. */
export function connectionVolumes(files: Readonly<Record<string, SecretKey>>): MountedVolume[] {
  return Object.entries(files).map(([path, { secretName, key }]) =>
    readVolume('authority', posix.dirname(path), secretSource(secretName, { [posix.basename(path)]: key }, 0o444)),
  );
}
