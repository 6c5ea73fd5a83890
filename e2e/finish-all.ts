/** Waits for the end of all, also when one fails, and then throws the first failure. */
export async function finishAll(...all: readonly Promise<unknown>[]): Promise<void> {
  const failure = (await Promise.allSettled(all)).find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}
