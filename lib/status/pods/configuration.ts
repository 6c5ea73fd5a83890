import { KubernetesManifest, listField, objectName, textField } from '../../manifests/manifest';
import { providedSecretNames } from '../../manifests/provided-secrets';
import { ClusterView, warningsOf } from '../view/cluster-view';
import { Trouble } from '../view/object-state';
import { applying, describing, firstSentence, kubectlIn, trouble } from '../view/trouble';
import { Container, containerName, isBeingPrepared, waitingOf } from './containers';

const reasons = new Set(['CreateContainerConfigError', 'CreateContainerError']);

/** An object that a pod needs, or a key of it. */
interface Needed {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly key?: string;
}

/** Returns the trouble of a container that cannot be created for its configuration. */
export function configurationTrouble(container: Container, view: ClusterView): Trouble | undefined {
  const { pod, spec } = container;
  const { reason, message } = waitingOf(container);
  if (!reasons.has(reason)) return undefined;
  const pods = [pod.metadata.name];
  const needed = neededBy(message);
  const name = containerName(container);
  if (needed !== undefined)
    return trouble('configuration', `${name}: ${neededText(needed)}`, { pods, next: nextFor(needed, pod, view) });
  if (/runAsNonRoot/.test(message)) {
    const image = textField(spec, 'image') ?? '';
    const text = `${name}: runAsNonRoot is set, and ${image} runs as root; set runAsUser, or a USER other than 0 in the image`;
    return trouble('configuration', text, {
      pods,
      next: ['docker', 'image', 'inspect', image, '--format', '{{.Config.User}}'],
    });
  }
  return trouble('configuration', `${name}: ${firstSentence(message)}`, { pods, next: describing(pod) });
}

/** Returns the troubles of a pod whose volumes are not mounted. */
export function volumeTroubles(pod: KubernetesManifest, view: ClusterView): Trouble[] {
  const [message] = isBeingPrepared(pod) ? warningsOf(view, pod, /^Failed(?:Mount|AttachVolume|MapVolume)$/) : [];
  if (message === undefined) return [];
  const [, volume] = /for volume "([^"]+)"/.exec(message) ?? [];
  const needed = neededBy(message, sourceOf(pod, volume));
  const why = firstSentence(message.replace(/^.*?for volume "[^"]*"\s*:\s*/, ''));
  const text = needed === undefined ? `cannot be mounted, ${why}` : neededText(needed);
  const next = needed === undefined ? describing(pod) : nextFor(needed, pod, view);
  const place = volume === undefined ? 'a volume' : `volume ${volume}`;
  return [trouble('volume', `${place}: ${text}`, { pods: [pod.metadata.name], next })];
}

/** Returns the object, and the key, that a message of a kubelet says is missing. Some messages leave the name to the volume. */
function neededBy(message: string, named?: string): Needed | undefined {
  const [, key, keyed, keyedName] = /couldn't find key (\S+) in (Secret|ConfigMap) [^/\s]+\/(\S+)/.exec(message) ?? [];
  if (key !== undefined && keyedName !== undefined) return { kind: keyed as Needed['kind'], name: keyedName, key };
  const [, kind, name] = /\b(secret|configmap) "([^"]+)" not found/i.exec(message) ?? [];
  if (kind !== undefined && name !== undefined)
    return { kind: kind.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap', name };
  const [, kindOfKey, missing] = /references non-existent (config|secret) key: (\S+)/.exec(message) ?? [];
  // A volume of several sources does not tell.
  return missing === undefined || named === undefined
    ? undefined
    : { kind: kindOfKey === 'secret' ? 'Secret' : 'ConfigMap', name: named, key: missing };
}

/** Returns the name of the Secret or ConfigMap that a volume of a pod has; undefined for one of several sources. */
function sourceOf(pod: KubernetesManifest, volume: string | undefined): string | undefined {
  const found = listField(pod, 'spec', 'volumes').find((each) => textField(each, 'name') === volume);
  return textField(found, 'secret', 'secretName') ?? textField(found, 'configMap', 'name');
}

function neededText({ kind, name, key }: Needed): string {
  return key === undefined ? `the ${kind} ${name} does not exist` : `the ${kind} ${name} has no key ${key}`;
}

function nextFor({ kind, name, key }: Needed, { metadata }: KubernetesManifest, view: ClusterView): string[] {
  const { namespace } = metadata;
  if (kind === 'Secret') {
    // What an operator creates comes when the operator has what it needs.
    const provider = view.wanted.find(
      (each) =>
        each.metadata.namespace === namespace && each.kind !== 'Secret' && providedSecretNames(each).includes(name),
    );
    return provider === undefined ? ['npx', 'cdk8s-backend', 'secrets', view.source] : describing(provider);
  }
  const own = view.wanted.find(
    (each) => objectName(each) === objectName({ apiVersion: 'v1', kind, metadata: { name, namespace } }),
  );
  if (own !== undefined && key === undefined) return applying(view);
  return kubectlIn(namespace, 'get', 'configmap', ...(key === undefined ? [] : [name, '--output', 'yaml']));
}
