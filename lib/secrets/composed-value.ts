import { Endpoint } from '../network/endpoint';
import { SecretKey } from './secret-ref';

/**
 * An environment variable's value that the kubelet composes in the cluster: a text that refers by `$(NAME)` to variables which come
 * from Secrets and stand before it. The value of `MONGODB_URI`, for example, refers to `$(MONGODB_URI_USERNAME)`.
 */
export interface ComposedValue {
  /** The Secret keys of the text by suffix: `{ USERNAME: key }` is the variable `<variable>_USERNAME`. */
  readonly secrets: Readonly<Record<string, SecretKey>>;
  /** The text of the variable of this name. */
  text(variable: string): string;
  /** Keys of Secrets that the value's reader finds as files, by their absolute path; a changed one appears in place. */
  readonly files?: Readonly<Record<string, SecretKey>>;
  /** What the value's reader connects to, if anything: it is let out to there. */
  readonly endpoint?: Endpoint;
}

/** True for a value that is composed of Secrets' keys. */
export function isComposed(value: unknown): value is ComposedValue {
  if (typeof value !== 'object' || value === null || !('text' in value && 'secrets' in value)) return false;
  return typeof value.text === 'function' && typeof value.secrets === 'object' && value.secrets !== null;
}
