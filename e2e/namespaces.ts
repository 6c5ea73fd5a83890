import { kubectl } from './kubectl';

/**
 * Begins to delete a namespace, without the time that its pods would take to end by themselves. Nobody waits for its end but who wants the
 * name again.
 */
export async function endNamespace(namespace: string): Promise<void> {
  await kubectl(`delete namespace ${namespace} --ignore-not-found --wait=false`);
  await kubectl(`-n ${namespace} delete pods --all --grace-period=1 --wait=false`);
}

/** Waits for the end of a namespace that is ending, as another file may have left it; returns at once where it is not. */
export async function namespaceEnd(namespace: string): Promise<void> {
  const phase = await kubectl(`get namespace ${namespace} --ignore-not-found -o jsonpath={.status.phase}`);
  if (phase === 'Terminating')
    await kubectl(`wait namespace/${namespace} --for=delete --timeout=180s`, { seconds: 190 });
}

/** Makes a namespace, once the one of that name before it has ended. */
export async function makeNamespace(namespace: string): Promise<void> {
  await namespaceEnd(namespace);
  await kubectl(`create namespace ${namespace}`);
}

/** Deletes a namespace and waits until it is gone. */
export async function removeNamespace(namespace: string): Promise<void> {
  await endNamespace(namespace);
  await namespaceEnd(namespace);
}
