import { KubernetesManifest, listField, textField } from '../../manifests/manifest';

/** Returns the condition of a type; undefined if the object does not have it. */
export function conditionOf(object: KubernetesManifest, type: string): unknown {
  return listField(object, 'status', 'conditions').find((each) => textField(each, 'type') === type);
}

/** Tells whether a condition is true. */
export function isTrue(condition: unknown): boolean {
  return textField(condition, 'status') === 'True';
}
