import { imageRegistry } from '../../kubernetes/image';
import { listField, textField } from '../../manifests/manifest';
import { ClusterView, warningsOf } from '../view/cluster-view';
import { Trouble } from '../view/object-state';
import { firstSentence, kubectlIn, trouble } from '../view/trouble';
import { Container, containerName, waitingOf } from './containers';

const reasons = new Set([
  ...['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'RegistryUnavailable'],
  ...['ImageInspectError', 'SignatureValidationFailed'],
]);

type Answer = readonly [pattern: RegExp, text: string, next: 'look' | 'log in' | 'describe'];

/** The answers of registries and runtimes, each with what it means. The first one that fits counts. */
const answers: readonly Answer[] = [
  [/toomanyrequests|429/i, 'the registry limits how often images are pulled', 'log in'],
  [
    /unauthorized|authentication required|denied|forbidden|40[13]\b/i,
    'the registry refuses it without a login',
    'log in',
  ],
  [/x509|certificate/i, "the nodes do not trust the registry's certificate", 'describe'],
  [
    /no such host|connection refused|i\/o timeout|deadline exceeded|network is unreachable/i,
    'no answer from the registry',
    'describe',
  ],
  [/no match for platform|exec format/i, "the image is not for the node's architecture", 'look'],
  [/not ?found|manifest unknown|does not exist|404\b/i, 'the registry has no such image or tag', 'look'],
  [/never pull|not present with pull policy/i, 'the node does not have it, and imagePullPolicy is Never', 'describe'],
];

/** Returns the trouble of an image that a kubelet cannot pull. */
export function imageTrouble(container: Container, view: ClusterView): Trouble | undefined {
  const { pod, name, spec } = container;
  const { reason, message } = waitingOf(container);
  const image = textField(spec, 'image') ?? '';
  const { name: podName, namespace } = pod.metadata;
  if (reason === 'InvalidImageName') {
    const why = /invalid reference format.*$/.exec(message)?.[0] ?? firstSentence(message);
    const next = kubectlIn(namespace, 'get', 'pod', podName, '--output', 'jsonpath={.spec.containers[*].image}');
    return trouble('image-name', `${containerName(container)}: ${image} is no image, ${why}`, {
      pods: [podName],
      next,
    });
  }
  if (!reasons.has(reason)) return undefined;
  const [pulled] = warningsOf(view, pod, /^Failed$/, name).filter((each) => each.startsWith('Failed to pull'));
  const cause = pulled ?? message;
  const [, text, step] = answers.find(([pattern]) => pattern.test(cause)) ?? [
    undefined,
    firstSentence(cause),
    'describe',
  ];
  const secrets = pullSecrets(container, view);
  const registry = imageRegistry(image) ?? 'docker.io';
  return trouble(
    'image',
    `${containerName(container)}: cannot pull ${image} from ${registry}, ${text}; ${secrets.text}`,
    {
      pods: [podName],
      next: nextOf(secrets.isMissing ? 'log in' : step, container, view, image),
    },
  );
}

function nextOf(step: Answer[2], { pod }: Container, { source }: ClusterView, image: string): string[] {
  if (step === 'look') return ['docker', 'manifest', 'inspect', image];
  if (step === 'log in') return ['npx', 'cdk8s-backend', 'secrets', source];
  return kubectlIn(pod.metadata.namespace, 'describe', 'pod', pod.metadata.name);
}

/** Returns which pull secrets a pod has, and whether the kubelet misses one. */
function pullSecrets({ pod }: Container, view: ClusterView): { readonly text: string; readonly isMissing: boolean } {
  const names = listField(pod, 'spec', 'imagePullSecrets').flatMap((each) => textField(each, 'name') ?? []);
  if (names.length === 0) return { text: 'the pod has no pull secret', isMissing: false };
  const [missing] = warningsOf(view, pod, /^FailedToRetrieveImagePullSecret$/);
  const [, absent] = /\(([^)]+)\)/.exec(missing ?? '') ?? [];
  if (absent !== undefined) return { text: `the pull secret ${absent} does not exist`, isMissing: true };
  return { text: `the pull secret is ${names.join(', ')}`, isMissing: false };
}
