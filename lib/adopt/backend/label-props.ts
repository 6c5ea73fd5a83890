import { isBuiltIn } from '../../manifests/kinds';
import { KubernetesManifest, textMapField } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { Value, Values } from '../program/expression';
import { present, Reading } from './reading';

type Labels = Readonly<Record<string, string>>;

// What the construct says itself, and what Helm and charts say of themselves.
const common = /^(?:app|k8s-app|app\.kubernetes\.io\/.*|helm\.sh\/.*|chart|release|heritage|pod-template-hash)$/;
// What another program puts there again, and the name of a container that is the first from now on.
const passing = /^(?:checksum\/.*|kubectl\.kubernetes\.io\/(?:restartedAt|default-container)|rollme)$/;

/** Returns the props of the labels and annotations of a Deployment and its pods. A label that something selects by stays whatever it is called. */
export function labelProps({ deployment, source, all }: Reading): Values {
  const selector = textMapField(source, 'spec', 'selector', 'matchLabels');
  const ofObject = labels(deployment.take('metadata', 'labels'));
  const template = labels(deployment.take('spec', 'template', 'metadata', 'labels'));
  const annotations = labels(deployment.take('spec', 'template', 'metadata', 'annotations'));
  deployment.take('spec', 'selector');
  const selected = selectedLabels(all, source);
  const ofPods = entries(template, (key, value) => !Object.hasOwn(selector, key) && !common.test(key) && value !== '');
  const both = Object.fromEntries(Object.entries(ofPods).filter(([key, value]) => ofObject[key] === value));
  const podLabels = entries(ofPods, (key) => !Object.hasOwn(both, key));
  const needed = entries(
    template,
    (key, value) => common.test(key) && selected.has(`${key}=${value}`) && !Object.hasOwn(selector, key),
  );
  if (Object.keys(needed).length > 0) deployment.put(needed, 'spec', 'template', 'metadata', 'labels');
  const own = entries(ofObject, (key) => !common.test(key) && !Object.hasOwn(both, key));
  if (Object.keys(own).length > 0) deployment.put(own, 'metadata', 'labels');
  return {
    labels: present(both),
    podLabels: present(podLabels),
    podAnnotations: present(entries(annotations, (key) => !passing.test(key))),
    adopt: { selector },
  };
}

/** Returns the labels of a Service or a route that monitors and the like select it by, and those that no chart sets by convention. */
export function objectLabels(object: KubernetesManifest, all: readonly KubernetesManifest[]): Value {
  // The kinds of Kubernetes itself select pods and nodes.
  const selected = selectedLabels(
    all.filter((each) => !isBuiltIn(each)),
    object,
  );
  return present(
    entries(object.metadata.labels ?? {}, (key, value) => !common.test(key) || selected.has(`${key}=${value}`)),
  );
}

/** Returns the labels, `key=value`, that selectors of other objects than this one ask for. */
function selectedLabels(all: readonly KubernetesManifest[], own: KubernetesManifest): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const item of value) collect(item, name);
    if (!isMap(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const isSelector = name === 'matchLabels' || name === 'selector';
      if (isSelector && typeof inner === 'string') found.add(`${key}=${inner}`);
      else collect(inner, key);
    }
  };
  for (const object of all) if (object !== own) collect(object['spec'], 'spec');
  return found;
}

function entries(map: Labels, isKept: (key: string, value: string) => boolean): Labels {
  return Object.fromEntries(Object.entries(map).filter(([key, value]) => isKept(key, value)));
}

function labels(value: unknown): Labels {
  return isMap(value) ? (value as Labels) : {};
}
