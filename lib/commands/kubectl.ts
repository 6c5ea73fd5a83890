import { isIP } from 'node:net';
import { FindingsError } from '../findings/findings-error';
import { KubernetesManifest, listField, textField } from '../manifests/manifest';
import { endedProcess } from './ended-process';
import { Options } from './given-options';

/** The exit code and the output of kubectl. */
export interface KubectlResult {
  readonly code: number;
  readonly output: string;
  /** The error on standard error in one line, without the patch that failed, or the signal that ended kubectl; empty without errors. */
  readonly complaint: string;
}

/**
 * Runs kubectl. Secret values are given by `input`, its standard input, never by the arguments.
 * @throws FindingsError if kubectl is not installed
 */
export async function kubectl(args: readonly string[], input = ''): Promise<KubectlResult> {
  const write = 'install it and put it on the PATH';
  const { code, signal, output, complaints } = await endedProcess('kubectl', args, { input, write });
  const complaint = complaintOf(complaints);
  const ended = signal === null ? '' : `kubectl was ended by the signal ${signal}`;
  return { code: code ?? 1, output, complaint: complaint ?? ended };
}

/** Returns the first error of all that kubectl printed; undefined without one. */
function complaintOf(complaints: string): string | undefined {
  const lines = complaints.split('\n');
  // Warnings, and what its libraries log, stand before the complaint itself.
  const start = lines.findIndex((line) => /\S/.test(line) && !/^(Warning:|[EWI]\d{4} )/.test(line));
  if (start < 0) return undefined;
  const [first = '', ...rest] = lines.slice(start);
  const list = rest.filter((line) => line.startsWith('* ')).map((line) => line.slice(2));
  // Between the kind of the error and its reason is the patch, which may hold values of a Secret.
  const [, kind] = /^(Error from server \(\w+\): )error when .*:$/.exec(first) ?? [];
  const reason = rest.map((line) => /^(?:from server )?for: "[^"]*": (.*)$/.exec(line)?.[1]).find(Boolean);
  return [kind === undefined ? first.trim() : `${kind}${reason ?? 'without a reason'}`, ...list].join(' ');
}

/** Returns the part of a complaint about a Secret that repeats none of its values, as a webhook may do with what it was sent. */
export function safeComplaint(complaint: string): string {
  const [reason] = /^Error from server \(\w+\)|^The connection to the server|^Unable to connect/.exec(complaint) ?? [];
  return reason ?? 'for a reason that is not shown because it may repeat a value';
}

/** The option that names a context of kubectl. */
export const contextOption = {
  context: { type: 'string', value: 'NAME', help: 'the context of kubectl; without it, the current one' },
} as const satisfies Options;

/** A context of kubectl's configuration. */
export interface KubectlContext {
  readonly name: string;
  /** The API server's URL. */
  readonly server: string;
  /** The namespace of objects that state none; undefined for `default`. */
  readonly namespace?: string;
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
  const [context] = listField(configuration, 'contexts');
  if (found !== '')
    return {
      name: found,
      server: textField(cluster, 'cluster', 'server') ?? '',
      namespace: textField(context, 'context', 'namespace'),
    };
  const reason = complaint === '' ? 'none is chosen' : complaint;
  throw unavailable(`has no such context, ${reason}`, 'choose one with kubectl config use-context, or --context');
}

/** Returns the options by which kubectl uses a context, and waits for half a minute at most. */
export function contextOptions(context: string): string[] {
  return ['--context', context, '--request-timeout=30s'];
}

/** The complaint about a kind that the cluster does not serve. */
export const noKind = /no matches for kind|doesn't have a resource type/;

/** The complaint about a cluster that does not answer, as `get` and as `apply` have it. */
export const noServer =
  /^The connection to the server|^Unable to connect|: Get "https?:\/\/[^"]*": |\(Unauthorized\)|must be logged in/;

/**
 * Returns the result of kubectl as it is.
 * @throws FindingsError if the cluster has not answered
 */
export function answered(result: KubectlResult): KubectlResult {
  if (result.code === 0 || !noServer.test(result.complaint)) return result;
  const write = 'see whether the cluster is up and you have access to it, or choose another with --context';
  throw unavailable(`does not answer, ${result.complaint}`, write);
}

/** Returns the objects that kubectl printed in JSON: of a list its items. */
export function printedObjects(output: string): KubernetesManifest[] {
  if (output.trim() === '') return [];
  const answer = JSON.parse(output) as KubernetesManifest;
  return answer.kind === 'List' ? (listField(answer, 'items') as KubernetesManifest[]) : [answer];
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
