import { KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { providedSecretNames } from '../../manifests/provided-secrets';
import { ClusterView, warningsOf } from '../view/cluster-view';
import { Trouble } from '../view/object-state';
import { applying, describing, firstSentence, kubectlIn, trouble } from '../view/trouble';
import { Container, containerName, containersOf, waitingOf } from './containers';

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

/** Returns the troubles of a pod whose volumes are not mounted, while its containers wait for them. */
export function volumeTroubles(pod: KubernetesManifest, view: ClusterView): Trouble[] {
  const isWaiting = containersOf(pod).some((each) =>
    ['ContainerCreating', 'PodInitializing'].includes(waitingOf(each).reason),
  );
  const [message] = isWaiting ? warningsOf(view, pod, /^Failed(?:Mount|AttachVolume|MapVolume)$/) : [];
  if (message === undefined) return [];
  const [, volume] = /for volume "([^"]+)"/.exec(message) ?? [];
  const needed = neededBy(message);
  const place = volume === undefined ? 'a volume' : `volume ${volume}`;
  const why =
    needed === undefined
      ? `cannot be mounted, ${firstSentence(message.replace(/^.*?for volume "[^"]*"\s*:\s*/, ''))}`
      : '';
  const text = needed === undefined ? `${place} ${why}` : `${place}: ${neededText(needed)}`;
  const next = needed === undefined ? describing(pod) : nextFor(needed, pod, view);
  return [trouble('volume', text, { pods: [pod.metadata.name], next })];
}

/** Returns the object, and the key, that a message of a kubelet says is missing. */
function neededBy(message: string): Needed | undefined {
  const [, key, keyed, keyedName] = /couldn't find key (\S+) in (Secret|ConfigMap) [^/\s]+\/(\S+)/.exec(message) ?? [];
  if (key !== undefined && keyedName !== undefined) return { kind: keyed as Needed['kind'], name: keyedName, key };
  const [, kind, name] = /\b(secret|configmap) "([^"]+)" not found/i.exec(message) ?? [];
  if (kind !== undefined && name !== undefined)
    return { kind: kind.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap', name };
  const [, , missingKey] =
    /(configmap|secret)? ?references non-existent (?:config|secret) key: (\S+)/.exec(message) ?? [];
  const isSecret = /non-existent secret key/.test(message);
  return missingKey === undefined ? undefined : { kind: isSecret ? 'Secret' : 'ConfigMap', name: '', key: missingKey };
}

function neededText({ kind, name, key }: Needed): string {
  if (name === '') return `its ${kind} has no key ${key ?? ''}`;
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
