import { isIP } from 'node:net';
import { FindingsError } from '../../findings/findings-error';
import { field, listField, textField } from '../../manifests/manifest';
import { endedProcess } from '../ended-process';

/** The exit code and the output of kubectl. */
export interface KubectlResult {
  readonly code: number;
  readonly output: string;
  /** The first line on standard error that is not a warning, or the signal that ended kubectl; empty without errors. */
  readonly complaint: string;
}

/**
 * Runs kubectl. Secret values are given by `input`, its standard input, never by the arguments.
 * @throws FindingsError if kubectl is not installed
 */
export async function kubectl(args: readonly string[], input = ''): Promise<KubectlResult> {
  const write = 'install it and put it on the PATH';
  const { code, signal, output, complaints } = await endedProcess('kubectl', args, { input, write });
  // Warnings, and what its libraries log, stand before the complaint itself.
  const complaint = complaints.split('\n').find((line) => /\S/.test(line) && !/^(Warning:|[EWI]\d{4} )/.test(line));
  const ended = signal === null ? '' : `kubectl was ended by the signal ${signal}`;
  return { code: code ?? 1, output, complaint: complaint?.trim() ?? ended };
}

/** A context of kubectl's configuration. */
export interface KubectlContext {
  readonly name: string;
  /** The API server's URL. */
  readonly server: string;
}

/**
 * Returns the context of this name, or the current one. It is used by name from then on, so that a change of the current one in
 * between has no effect.
 * @throws FindingsError if it does not exist
 */
export async function kubectlContext(name?: string): Promise<KubectlContext> {
  const choice = name === undefined ? [] : ['--context', name];
  const { code, output, complaint } = await kubectl(['config', 'view', '--minify', '--output', 'json', ...choice]);
  const configuration = code === 0 ? (JSON.parse(output) as unknown) : undefined;
  const found = textField(configuration, 'current-context') ?? '';
  const [cluster] = listField(configuration, 'clusters');
  if (found !== '') return { name: found, server: textField(field(cluster, 'cluster'), 'server') ?? '' };
  const reason = complaint === '' ? 'none is chosen' : complaint;
  throw unavailable(`has no such context, ${reason}`, 'choose one with kubectl config use-context, or --context');
}

const localNames = /^(kind-.+|k3d-.+|minikube|docker-desktop|rancher-desktop)$/;

/** Tells whether a context is obviously a cluster on this machine: by the name that its tool gives it, or by the server's address. */
export function isLocal({ name, server }: KubectlContext): boolean {
  if (localNames.test(name)) return true;
  if (!URL.canParse(server)) return false;
  const host = new URL(server).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function unavailable(want: string, write: string): FindingsError {
  return new FindingsError([{ path: 'kubectl', code: 'unavailable', want, write }]);
}
