import { KubernetesManifest } from '../../manifests/manifest';
import { inNamespace, kubectlType } from '../../manifests/object-identity';
import { CauseId } from './causes';
import { ClusterView } from './cluster-view';
import { hiddenSecrets } from './hidden-secrets';
import { Reason, Trouble } from './object-state';

/** Returns a trouble, with the lines of a log without secrets. */
export function trouble(cause: CauseId, text: string, more: Omit<Reason, 'text'> = {}): Trouble {
  const { lines } = more;
  return { cause, text, ...more, ...(lines !== undefined && { lines: lines.map(hiddenSecrets) }) };
}

/** Returns what is waited for, or a note. */
export function reason(text: string, more: Omit<Reason, 'text'> = {}): Reason {
  return { ...more, text };
}

/** Returns the words of a kubectl command in a namespace. */
export function kubectlIn(namespace: string | undefined, ...words: readonly string[]): string[] {
  return ['kubectl', ...words, ...inNamespace(namespace)];
}

/** Returns the words of the command that describes an object: `kubectl describe service web --namespace shop`. */
export function describing(object: KubernetesManifest): string[] {
  const { name, namespace } = object.metadata;
  return kubectlIn(namespace, 'describe', kubectlType(object), name);
}

/** Returns the first sentence or line of a message of a program or a controller, without the dot at its end and without secrets. */
export function firstSentence(message: string): string {
  const [line = ''] = message.split('\n');
  return hiddenSecrets(line.replace(/\.\s.*$/, '').replace(/\.$/, ''));
}

/** Returns the words of the command that applies the folder. */
export function applying({ source }: ClusterView): string[] {
  return ['kubectl', 'apply', '--filename', source];
}
