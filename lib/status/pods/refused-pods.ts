import { KubernetesManifest, objectName } from '../../manifests/manifest';
import { ClusterView } from '../view/cluster-view';
import { hiddenSecrets } from '../view/hidden-secrets';
import { Trouble } from '../view/object-state';
import { applying, describing, firstSentence, kubectlIn, trouble } from '../view/trouble';

/** A reason for which the API server refuses a pod: its form, the words for it, and the command that comes next. */
type Refusal = readonly [
  pattern: RegExp,
  text: (match: readonly string[]) => string,
  next: (owner: KubernetesManifest, match: readonly string[], view: ClusterView) => string[],
];

const refusals: readonly Refusal[] = [
  [
    /exceeded quota: (\S+), requested: (.*?), used: (.*?), limited: (.*)$/,
    ([, quota, requested, used, limited]) =>
      `ResourceQuota ${quota} has ${limited}, ${used} is used, and a pod needs ${requested}`,
    ({ metadata }, [, quota = '']) => kubectlIn(metadata.namespace, 'describe', 'resourcequota', quota),
  ],
  [
    /failed quota: (\S+): (must specify .*)$/,
    ([, quota, what]) => `ResourceQuota ${quota}: its containers ${what}`,
    ({ metadata }, [, quota = '']) => kubectlIn(metadata.namespace, 'describe', 'resourcequota', quota),
  ],
  [
    /violates PodSecurity "([^"]+)": (.*)$/,
    ([, level, what]) => `the namespace enforces Pod Security ${level}, which forbids ${what}`,
    ({ metadata }) => ['kubectl', 'get', 'namespace', metadata.namespace ?? 'default', '--show-labels'],
  ],
  [
    /serviceaccount "([^"]+)" not found/,
    ([, name]) => `the ServiceAccount ${name} does not exist`,
    ({ metadata: { namespace } }, [, name = ''], view) => {
      const account = objectName({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
      const isOurs = view.wanted.some((each) => objectName(each) === account);
      return isOurs ? applying(view) : kubectlIn(namespace, 'create', 'serviceaccount', name);
    },
  ],
  [
    /admission webhook "([^"]+)" denied the request: (.*)$/,
    ([, webhook, why]) => `the webhook ${webhook} refuses it, ${why}`,
    describing,
  ],
  [
    /(?:maximum|minimum) \S+ usage per \w+ is .*$/,
    ([what]) => `a LimitRange refuses it, ${what}`,
    ({ metadata }) => kubectlIn(metadata.namespace, 'describe', 'limitranges'),
  ],
];

/** Returns the trouble of a workload whose pods the API server refuses, by the message of its controller. */
export function refusedPods(owner: KubernetesManifest, written: string, view: ClusterView): Trouble {
  const message = hiddenSecrets(written);
  for (const [pattern, text, next] of refusals) {
    const match = pattern.exec(message);
    if (match !== null)
      return trouble('pod-refused', `its pods are refused: ${text(match)}`, { next: next(owner, match, view) });
  }
  const plain = message.replace(/^.*?Error creating: /, '').replace(/^pods "[^"]*" is forbidden: /, '');
  return trouble('pod-refused', `its pods are refused: ${firstSentence(plain)}`, { next: describing(owner) });
}
