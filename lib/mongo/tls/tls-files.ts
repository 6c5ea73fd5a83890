import { posix } from 'node:path';
import type * as k8s from '../../../imports/k8s';
import { SecretKey } from '../../secrets/secret-ref';
import { AgentSettings } from '../agent/contract';
import { mongoPaths } from '../members/mongod-paths';
import { MongoSetTls } from './tls';

/** A set that may have TLS. */
export interface WithTls {
  readonly tls?: MongoSetTls;
}

const keys = ['tls.crt', 'tls.key', 'ca.crt'];
const volumes = { secret: 'tls', placed: 'tls-placed' };
const modes = { allow: 'allowTLS', prefer: 'allowTLS', require: 'requireTLS' } as const;

/** What a member's containers have mounted: the step before mongod and the agent the Secret, from which they make mongod's files. */
export function tlsMounts({ tls }: WithTls, container: 'prepare' | 'mongod' | 'agent'): k8s.VolumeMount[] {
  if (tls === undefined) return [];
  const placed = { name: volumes.placed, mountPath: mongoPaths.certificate };
  if (container === 'mongod') return [{ ...placed, readOnly: true }];
  return [{ name: volumes.secret, mountPath: mongoPaths.certificateSecret, readOnly: true }, placed];
}

/** The volumes of `tlsMounts`. */
export function tlsVolumes({ tls }: WithTls): k8s.Volume[] {
  if (tls === undefined) return [];
  const items = keys.map((key) => ({ key, path: key }));
  return [
    { name: volumes.secret, secret: { secretName: tls.secretName, defaultMode: 0o440, items } },
    { name: volumes.placed, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
  ];
}

/** The arguments by which the step before mongod finds the certificate. */
export function tlsArguments({ tls }: WithTls): string[] {
  return tls === undefined ? [] : [mongoPaths.certificateSecret, mongoPaths.certificate];
}

/**
 * Mongod's settings. With `prefer` it starts as one that accepts TLS, and its agent has it speak TLS: a member that has none yet would
 * understand no other. Members are known by the keyfile as well, so that clients need no certificate.
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

/** The agent's settings of TLS. */
export function agentTls({ tls }: WithTls): Pick<AgentSettings, 'tls'> {
  if (tls === undefined) return {};
  return { tls: { mode: tls.mode, source: mongoPaths.certificateSecret, served: mongoPaths.certificate } };
}

/** What a connection says of TLS, as soon as every member can be counted on to accept it, and the file that it needs beside it. */
export function connectionTls({ name, tls }: WithTls & { readonly name: string }): {
  readonly options: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, SecretKey>>;
} {
  if (tls === undefined || tls.mode === 'allow') return { options: {} };
  const tlsCAFile = `/etc/${name}-tls/ca.crt`;
  return { options: { tls: true, tlsCAFile }, files: { [tlsCAFile]: tls.authority } };
}

/** The files of a connection in the pod of a Job: the volume of their Secret, and where it is mounted. */
export function connectionFileMounts(files: Readonly<Record<string, SecretKey>>): {
  readonly volumes: k8s.Volume[];
  readonly mounts: k8s.VolumeMount[];
} {
  const all = Object.entries(files).map(([path, key]) => ({ name: 'authority', directory: posix.dirname(path), key }));
  return {
    volumes: all.map(({ name, key: { secretName, key } }) => ({
      name,
      secret: { secretName, defaultMode: 0o444, items: [{ key, path: key }] },
    })),
    mounts: all.map(({ name, directory }) => ({ name, mountPath: directory, readOnly: true })),
  };
}
