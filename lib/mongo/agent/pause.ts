/** Resolves after the given time. Without `ref`, it does not keep the process alive. */
export function pause(seconds: number, { ref = true } = {}): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    if (!ref) timer.unref();
  });
}
