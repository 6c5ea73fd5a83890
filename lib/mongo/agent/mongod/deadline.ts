const tick = 1000;

/**
 * Returns the result of a promise. Throws once this process has run for the given seconds without it, or the signal's reason. Of the time
 * that the process was frozen, as on a paused node, a second counts at most. `operation` begins the error's message.
 */
export async function within<Result>(
  seconds: number,
  operation: string,
  result: Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  let abort = (): void => undefined;
  const end = new Promise<never>((_, reject) => {
    abort = () => {
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', abort);
    let left = seconds;
    timer = setInterval(() => {
      left -= 1;
      if (left <= 0) reject(new Error(`${operation} took longer than ${seconds} s`));
    }, tick);
  });
  try {
    return await Promise.race([result, end]);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', abort);
  }
}
