import { isIP } from 'node:net';
import { field, listField, textField } from '../../manifests/fields';
import { FindingsError } from '../../findings/findings-error';
import { kubectl } from './kubectl';

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
  throw new FindingsError([
    {
      path: 'kubectl',
      code: 'unavailable',
      want: `has no such context, ${reason}`,
      write: 'choose one with kubectl config use-context, or --context',
    },
  ]);
}

const localNames = /^(kind-.+|k3d-.+|minikube|docker-desktop|rancher-desktop)$/;

/** Tells whether a context is obviously a cluster on this machine: by the name that its tool gives it, or by the server's address. */
export function isLocal({ name, server }: KubectlContext): boolean {
  if (localNames.test(name)) return true;
  if (!URL.canParse(server)) return false;
  const host = new URL(server).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
