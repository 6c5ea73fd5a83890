import { FindingsError } from '../../findings/findings-error';

const mostSeconds = 30;

/** The remedy where a registry has nothing to say. */
export const otherList = 'give the digests as a list with --from';

/**
 * Returns the answer of a registry, or of the server of its tokens.
 * @throws FindingsError if it does not answer
 */
export function ask(url: string | URL, request: RequestInit): Promise<Response> {
  return unlessUnavailable(url, fetch(url, { ...request, signal: AbortSignal.timeout(mostSeconds * 1000) }));
}

/**
 * Returns the bytes of an answer.
 * @throws FindingsError if it ends before them
 */
export async function bytesOf(answer: Response): Promise<Buffer> {
  return Buffer.from(await unlessUnavailable(answer.url, answer.arrayBuffer()));
}

/** Ends an answer whose body is of no interest: one that is not read keeps the connection, and with it the process. */
export async function leave(answer: Response): Promise<void> {
  await answer.body?.cancel();
}

/** Returns the status of an answer: `503 Service Unavailable`. */
export function statusOf({ status, statusText }: Response): string {
  return `${status} ${statusText}`.trim();
}

async function unlessUnavailable<Value>(url: string | URL, promise: Promise<Value>): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    const want = `does not answer: ${reasonOf(error)}`;
    const write = `see whether it can be reached from here, or ${otherList}`;
    throw new FindingsError([{ path: new URL(url).host, code: 'unavailable', want, write }]);
  }
}

/** Returns the reason why a request has no answer. The texts of errors can repeat a header, and with it a password: they are left out. */
function reasonOf(error: unknown): string {
  if ((error as Error).name === 'TimeoutError') return `no answer in ${mostSeconds} seconds`;
  const { cause } = error as { readonly cause?: NodeJS.ErrnoException };
  return typeof cause?.code === 'string' ? cause.code : 'the request failed';
}
