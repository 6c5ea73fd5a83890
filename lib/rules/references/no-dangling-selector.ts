import { isBuiltIn, mayHaveOwnPods } from '../../manifests/kinds';
import {
  field,
  groupKind,
  KubernetesManifest,
  listField,
  Placed,
  placed,
  textField,
  textMapField,
} from '../../manifests/manifest';
import { selectorText, selectsByNoLabel } from '../../manifests/pod-selection';
import { isNetworkPolicy } from '../../manifests/policed-pods';
import { podTemplate } from '../../manifests/pod-template';
import { remembered } from '../../manifests/remembered';
import { selectedBy } from '../../manifests/selected-workloads';
import { isMap } from '../../props/map';
import { Rule } from '../rule';

/**
 * A Service that selects no pod has no endpoints; a budget or a policy without pods protects none. Pods that are elsewhere are not judged:
 * those of an output without any, and those that an operator makes.
 */
export const noDanglingSelector: Rule = {
  id: 'no-dangling-selector',
  summary: 'Every Service, PodDisruptionBudget and NetworkPolicy with a selector selects pods of the output',
  why: 'a Service without endpoints, a policy that protects nothing',
  acrossObjects: true,
  *check(object, objects) {
    const found = selectorOf(object);
    const selector = found === undefined ? '' : selectorText(found.value);
    if (found === undefined || selector === '' || isOfUnlabelled(object, found.value)) return;
    if (selectedBy(found.value, object.metadata.namespace, objects).length > 0) return;
    if (isPerhapsHere(found.value, object, objects)) return;
    if (isOfOtherOutput(found.value, object, objects) || isOfOperator(found.value, object, objects)) return;
    yield {
      path: found.path,
      want: 'must select pods of the output',
      got: `${selector}, which no pod template has`,
      write: 'write the labels of one',
    };
  },
};

/** True if either the object or pods that it selects state no namespace, and may be applied to that of the other: `require-namespace` asks for it. */
function isPerhapsHere(
  selector: unknown,
  { metadata: { namespace } }: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): boolean {
  const others = namespace === undefined ? [...templateNamespaces(objects)] : [undefined];
  return others.some((other) => selectedBy(selector, other, objects).length > 0);
}

/**
 * True if the pods must be elsewhere: the output has none, none of the namespace or of the labels in another one, or none with a key of another
 * program's domain, such as `example.com/role`.
 */
function isOfOtherOutput(
  selector: unknown,
  { metadata: { namespace } }: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): boolean {
  const keys = templateKeys(objects);
  const isForeign = (key: string): boolean => key.includes('/') && !isReservedKey(key) && !keys.has(key);
  if (keys.size === 0 || requiredKeys(selector).some(isForeign)) return true;
  const namespaces = templateNamespaces(objects);
  return (
    !namespaces.has(namespace) && [...namespaces].every((other) => selectedBy(selector, other, objects).length === 0)
  );
}

/** The keys of the labels that a selector asks for. */
function requiredKeys(selector: unknown): string[] {
  const required = listField(selector, 'matchExpressions').filter((expression) =>
    ['In', 'Exists'].includes(textField(expression, 'operator') ?? ''),
  );
  return [
    ...Object.keys(textMapField(selector, 'matchLabels')),
    ...required.map((expression) => textField(expression, 'key') ?? ''),
  ];
}

/**
 * True if the pods are those that an operator makes for a custom resource: it has all their labels in it, or one of these is its name, alone
 * or with an ending, as in `cnpg.io/cluster: orders` and `strimzi.io/name: events-kafka`.
 */
function isOfOperator(
  selector: unknown,
  { metadata: { namespace } }: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): boolean {
  const labels = Object.entries<unknown>(textMapField(selector, 'matchLabels'));
  return customResources(objects).some(({ object, labels: own }) => {
    const { name } = object.metadata;
    const isOwn = ([key, value]: readonly [string, unknown]): boolean => own.has(`${key}=${String(value)}`);
    const isNamed = ([, value]: readonly [string, unknown]): boolean => `${String(value)}-`.startsWith(`${name}-`);
    if (object.metadata.namespace !== namespace || labels.length === 0) return false;
    return labels.every(isOwn) || (mayHaveOwnPods(object) && labels.some(isNamed));
  });
}

/** True for a key that Kubernetes, or its convention for the names of applications, has. */
function isReservedKey(key: string): boolean {
  return /(?:^|\.)(?:kubernetes|k8s)\.io\//.test(key);
}

/** The namespaces of all pod templates. */
const templateNamespaces = remembered(
  (objects: readonly KubernetesManifest[]): ReadonlySet<string | undefined> =>
    new Set(objects.filter((each) => podTemplate(each) !== undefined).map(({ metadata }) => metadata.namespace)),
);

/** The keys of the labels of all pod templates. */
const templateKeys = remembered((objects: readonly KubernetesManifest[]): ReadonlySet<string> => {
  const labels = objects.map((object) => textMapField(podTemplate(object), 'metadata', 'labels'));
  return new Set(labels.flatMap((each) => Object.keys(each)));
});

/** The custom resources, each with the labels that are anywhere in its specification. */
const customResources = remembered((objects: readonly KubernetesManifest[]) =>
  objects
    .filter((object) => !isBuiltIn(object))
    .map((object) => ({ object, labels: new Set(labelsIn(field(object, 'spec'))) })),
);

function labelsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(labelsIn);
  if (!isMap(value)) return [];
  const own = Object.entries(textMapField(value, 'labels')).map(([key, label]) => `${key}=${label}`);
  return [...own, ...Object.values(value).flatMap(labelsIn)];
}

/** True for a policy of all pods that lack a label, which is for pods that are not in the output too. */
function isOfUnlabelled(object: KubernetesManifest, selector: unknown): boolean {
  const operators = listField(selector, 'matchExpressions').map((expression) => field(expression, 'operator'));
  return isNetworkPolicy(object) && selectsByNoLabel(selector) && operators.every((each) => each === 'DoesNotExist');
}

/** The label selector by which an object asks for pods; undefined for one that asks for none. */
function selectorOf(object: KubernetesManifest): Placed | undefined {
  const whole = { path: [], value: object };
  switch (groupKind(object)) {
    case '/Service': {
      const { path, value: matchLabels } = placed(whole, 'spec', 'selector');
      return field(object, 'spec', 'type') === 'ExternalName' ? undefined : { path, value: { matchLabels } };
    }
    case 'policy/PodDisruptionBudget':
      return placed(whole, 'spec', 'selector');
    case 'networking.k8s.io/NetworkPolicy':
      return placed(whole, 'spec', 'podSelector');
    default:
      return undefined;
  }
}
