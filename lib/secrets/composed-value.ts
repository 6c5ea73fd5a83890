import { NetworkEndpoint } from '../network/endpoint';
import { SecretKey } from './secret-ref';

/**
 * An environment variable's value that the kubelet composes in the cluster: a string that refers by `$(NAME)` to variables from Secrets
 * before it. The value of `MONGODB_URI`, for example, refers to `$(MONGODB_URI_USERNAME)`.
 */
export interface ComposedValue {
  /** The Secret keys of the string by suffix: `{ USERNAME: key }` is the variable `<variable>_USERNAME`. */
  readonly secrets: Readonly<Record<string, SecretKey>>;
  /** Returns the string of the variable of this name. */
  text(variable: string): string;
  /** Keys of Secrets that the value's reader has as files, by their absolute path. The kubelet updates a changed one in place. */
  readonly files?: Readonly<Record<string, SecretKey>>;
  /** The endpoint that the value's reader connects to. The NetworkPolicy of the reader allows it. */
  readonly endpoint?: NetworkEndpoint;
}

/** True for a value that is composed of Secrets' keys. */
export function isComposed(value: unknown): value is ComposedValue {
  if (typeof value !== 'object' || value === null || !('text' in value && 'secrets' in value)) return false;
  return typeof value.text === 'function' && typeof value.secrets === 'object' && value.secrets !== null;
}
