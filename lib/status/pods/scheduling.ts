import { field, KubernetesManifest, listField, textField, textMapField } from '../../manifests/manifest';
import { inNamespace } from '../../manifests/object-identity';
import { ClusterView } from '../view/cluster-view';
import { conditionOf } from '../view/conditions';
import { Trouble } from '../view/object-state';
import { describing, firstSentence, trouble } from '../view/trouble';
import { claimTexts } from './claim';
import { untoleratedTaints } from './taints';

/** A reason for which nodes do not take a pod: its form in the scheduler's message, the words for it, and the command that shows more. */
interface Refusal {
  readonly pattern: RegExp;
  readonly text: (match: RegExpExecArray, pod: KubernetesManifest, view: ClusterView) => string;
  readonly next: readonly string[];
}

const nodes = ['kubectl', 'describe', 'nodes'];
const labels = ['kubectl', 'get', 'nodes', '--show-labels'];
const claims = ['kubectl', 'get', 'persistentvolumeclaims'];
const taints = ['kubectl', 'get', 'nodes', '--output', 'custom-columns=NAME:.metadata.name,TAINTS:.spec.taints'];

const taintRefusal = 'node\\(s\\) had untolerated taint';

/** The refusals of the scheduler, as its plugins write them: https://github.com/kubernetes/kubernetes/tree/master/pkg/scheduler/framework/plugins. */
const refusals: readonly Refusal[] = [
  {
    pattern: /(?:(\d+) )?Insufficient ([\w/-]+(?:\.[\w/-]+)*)/g,
    text: ([, count, resource = ''], pod) =>
      `${nodesText(count)}: too little ${resource} free for its ${requested(pod, resource)}`,
    next: nodes,
  },
  {
    pattern: /(?:(\d+) )?Too many pods/g,
    text: ([, count]) => `${nodesText(count)}: no room for another pod`,
    next: nodes,
  },
  {
    pattern: new RegExp(`(?:(\\d+) )?${taintRefusal}(?:\\(s\\))?(?: (\\{[^}]*\\}))?`, 'g'),
    // Newer schedulers do not name it.
    text: ([, count, taint], pod, { objects }) => {
      const all = taint === undefined ? untoleratedTaints(pod, objects) : [taint];
      return [`${nodesText(count)}: a taint that it does not tolerate`, ...all].join(', ');
    },
    next: taints,
  },
  {
    pattern: /(?:(\d+) )?node\(s\) were unschedulable/g,
    text: ([, count]) => `${nodesText(count)}: cordoned`,
    next: ['kubectl', 'get', 'nodes'],
  },
  {
    pattern: /(?:(\d+) )?node\(s\) didn't match Pod's node affinity\/selector/g,
    text: ([, count], pod) => `${nodesText(count)}: without the labels of its ${placement(pod)}`,
    next: labels,
  },
  {
    pattern:
      /(?:(\d+) )?node\(s\) didn't (?:match|satisfy) (?:existing pods |pod |Pod's )?(?:anti-)?affinity(?:\/anti-affinity)? rules/gi,
    text: ([, count]) => `${nodesText(count)}: excluded by affinity to other pods`,
    next: labels,
  },
  {
    pattern: /(?:(\d+) )?node\(s\) didn't match pod topology spread constraints/g,
    text: ([, count]) => `${nodesText(count)}: topologySpreadConstraints would be broken`,
    next: labels,
  },
  {
    pattern: /(?:(\d+) )?node\(s\) had volume node affinity conflict/g,
    text: ([, count]) => `${nodesText(count)}: its volume is on another node or in another zone`,
    next: ['kubectl', 'get', 'persistentvolumes'],
  },
  {
    pattern: /(?:(\d+) )?node\(s\) didn't have free ports/g,
    text: ([, count]) => `${nodesText(count)}: its hostPort is in use`,
    next: nodes,
  },
  {
    pattern: /persistentvolumeclaim "([^"]+)" not found/g,
    text: ([, name = '']) => `claim ${name} does not exist`,
    next: claims,
  },
  {
    pattern: /unbound immediate PersistentVolumeClaims|didn't find available persistent volumes/g,
    text: (_, pod, view) => claimTexts(pod, view).join(', ') || 'a claim of it is not bound',
    next: claims,
  },
];

/** Returns the troubles of a pod that no node takes; each kind of refusal is one. */
export function schedulingTroubles(pod: KubernetesManifest, view: ClusterView): Trouble[] {
  const message = refusalOf(pod);
  if (message === undefined) return [];
  const pods = [pod.metadata.name];
  const found = refusals.flatMap(({ pattern, text, next }) =>
    [...message.matchAll(pattern)].map((match) => {
      const place = next === claims ? inNamespace(pod.metadata.namespace) : [];
      return trouble('unschedulable', `no node takes it: ${text(match, pod, view)}`, {
        pods,
        next: [...next, ...place],
      });
    }),
  );
  if (found.length > 0) return found;
  return [trouble('unschedulable', `no node takes it: ${firstSentence(message)}`, { pods, next: describing(pod) })];
}

/** Tells whether nodes do not take a pod because of their taints. */
export function isKeptByTaints(pod: KubernetesManifest): boolean {
  return new RegExp(taintRefusal).test(refusalOf(pod) ?? '');
}

/** Returns what the scheduler says of a pod that no node takes, without what preemption would not help with. */
function refusalOf(pod: KubernetesManifest): string | undefined {
  const condition = conditionOf(pod, 'PodScheduled');
  if (textField(condition, 'status') !== 'False' || textField(condition, 'reason') !== 'Unschedulable')
    return undefined;
  return (textField(condition, 'message') ?? '').split(' preemption:')[0];
}

function nodesText(count: string | undefined): string {
  return count === undefined ? 'nodes' : count === '1' ? '1 node' : `${count} nodes`;
}

/** Returns what the containers of a pod request of a resource: `requests of cpu 100`. */
function requested(pod: KubernetesManifest, resource: string): string {
  const amounts = listField(pod, 'spec', 'containers').flatMap((container) => {
    const amount = field(container, 'resources', 'requests', resource);
    return typeof amount === 'string' || typeof amount === 'number' ? [String(amount)] : [];
  });
  return amounts.length === 0 ? 'requests' : `request of ${amounts.join(' + ')}`;
}

function placement(pod: KubernetesManifest): string {
  const selector = Object.entries(textMapField(pod, 'spec', 'nodeSelector')).map(([key, value]) => `${key}=${value}`);
  return selector.length > 0 ? `nodeSelector ${selector.join(', ')}` : 'node affinity';
}
