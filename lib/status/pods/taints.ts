import { KubernetesManifest, listField, textField } from '../../manifests/manifest';

/** Returns the taints of the nodes among the objects that keep a pod away, as `kubectl taint` takes them: `disk=full:NoSchedule`. */
export function untoleratedTaints(pod: KubernetesManifest, objects: readonly KubernetesManifest[]): string[] {
  const tolerations = listField(pod, 'spec', 'tolerations');
  const taints = objects
    .filter(({ kind }) => kind === 'Node')
    .flatMap((node) => listField(node, 'spec', 'taints'))
    .filter((taint) => textField(taint, 'effect') !== 'PreferNoSchedule')
    .filter((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
  return [...new Set(taints.map(taintText))];
}

/** Tells whether a toleration is of a taint: without a key it is of every one, without an effect of each effect. */
function tolerates(toleration: unknown, taint: unknown): boolean {
  const isEqual = (name: string): boolean => (textField(toleration, name) ?? '') === (textField(taint, name) ?? '');
  const isAbsent = (name: string): boolean => (textField(toleration, name) ?? '') === '';
  return (
    (isAbsent('key') || isEqual('key')) &&
    (isAbsent('effect') || isEqual('effect')) &&
    (textField(toleration, 'operator') === 'Exists' || isEqual('value'))
  );
}

function taintText(taint: unknown): string {
  const [key = '', value = '', effect = ''] = ['key', 'value', 'effect'].map((name) => textField(taint, name));
  return `${key}${value === '' ? '' : `=${value}`}:${effect}`;
}
