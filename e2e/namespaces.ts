import { kubectl } from './kubectl';

/** Begins to delete a namespace, without the time that its pods would take to end by themselves. */
export async function endNamespace(namespace: string): Promise<void> {
  await kubectl(`delete namespace ${namespace} --ignore-not-found --wait=false`);
  await kubectl(`-n ${namespace} delete pods --all --grace-period=1 --wait=false`);
}

/** Deletes a namespace in the same way, and waits until it is gone. */
export async function removeNamespace(namespace: string): Promise<void> {
  await endNamespace(namespace);
  await kubectl(`wait namespace/${namespace} --for=delete --timeout=120s`, { seconds: 130 });
}
