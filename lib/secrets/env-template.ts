import { NetworkEndpoint } from '../network/endpoint';
import { OutsideHost } from '../network/outside-host';
import { SecretKey } from './secret-ref';

/**
 * A template of an environment variable: a string that refers to keys of Secrets by `$(NAME)`, and that the kubelet expands in the cluster.
 * The template of `MONGODB_URI`, for example, refers to `$(MONGODB_URI_USERNAME)`.
 */
export interface EnvTemplate {
  /** The Secret keys of the string by suffix: `{ USERNAME: key }` is the variable `<variable>_USERNAME`. */
  readonly secrets: Readonly<Record<string, SecretKey>>;
  /** Returns the string of the variable of this name. */
  text(variable: string): string;
  /** Keys of Secrets that the variable's reader has as files, by their absolute path. The kubelet updates a changed one in place. */
  readonly files?: Readonly<Record<string, SecretKey>>;
  /** The endpoint, or the host outside of the cluster, that the value's reader connects to. The NetworkPolicy of the reader allows it. */
  readonly endpoint?: NetworkEndpoint | OutsideHost;
}

/** True for a template of an environment variable. */
export function isEnvTemplate(value: unknown): value is EnvTemplate {
  if (typeof value !== 'object' || value === null || !('text' in value && 'secrets' in value)) return false;
  return typeof value.text === 'function' && typeof value.secrets === 'object' && value.secrets !== null;
}
