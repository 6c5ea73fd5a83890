import { field, KubernetesManifest, listField, objectName, textField, textMapField } from '../../manifests/manifest';
import { podContainers } from '../../manifests/pod-template';

const runsPods = ['Deployment', 'StatefulSet', 'DaemonSet'];
const settings = ['ConfigMap', 'Secret'];

/** Returns the consequences of a rename, a clause each, for objects of which `after` is all that is left. */
export function renameCosts(
  from: KubernetesManifest,
  to: KubernetesManifest,
  after: readonly KubernetesManifest[],
): string[] {
  const { kind } = to;
  if (runsPods.includes(kind)) return workloadCosts(from, to);
  if (kind === 'Service') return serviceCosts(from, to, after);
  if (kind === 'PersistentVolumeClaim') return ['the new claim is empty, and the data stays in the old one'];
  if (settings.includes(kind)) return ['pods read the old one until their template has the new name'];
  return [];
}

function workloadCosts(from: KubernetesManifest, to: KubernetesManifest): string[] {
  const [old, other] = [from, to].map((each) => textMapField(each, 'spec', 'selector', 'matchLabels'));
  const selector = Object.entries(other ?? {}).filter(([key, value]) => old?.[key] !== value);
  const claims = from.kind === 'StatefulSet' ? listField(from, 'spec', 'volumeClaimTemplates') : [];
  const pods =
    field(to, 'spec', 'replicas') === 0
      ? 'no pods of the new name'
      : from.kind === 'StatefulSet'
        ? `new pods, ${to.metadata.name}-0 instead of ${from.metadata.name}-0`
        : 'new pods beside the old ones, which run until the old object is deleted; an outage unless the new ones are ready by then';
  return [
    pods,
    ...(selector.length === 0
      ? []
      : [`a new selector, ${selector.map(([key, value]) => `${key}=${value}`).join(',')}`]),
    ...claims.map((claim) => {
      const name = textField(claim, 'metadata', 'name') ?? '';
      return `volume claims left behind, ${name}-${from.metadata.name}-0 and on; those of the new pods are empty`;
    }),
  ];
}

function serviceCosts(
  from: KubernetesManifest,
  to: KubernetesManifest,
  after: readonly KubernetesManifest[],
): string[] {
  const { name, namespace } = from.metadata;
  const callers = after.filter((object) => calls(object, name, namespace));
  const known =
    callers.length === 0
      ? ''
      : `; ${callers.slice(0, 3).map(objectName).join(', ')} still ${callers.length === 1 ? 'names' : 'name'} it`;
  const costs = [`callers use the Service name ${name}, which is gone once the old one is deleted${known}`];
  if (field(to, 'spec', 'type') === 'LoadBalancer') costs.push('another load balancer, with another address');
  return costs;
}

/** Tells whether a variable or a setting of an object is the host of a Service, or a URL with it. */
function calls(object: KubernetesManifest, service: string, namespace: string | undefined): boolean {
  const isNear = object.metadata.namespace === namespace;
  const escaped = service.replace(/\./g, '\\.');
  const host = isNear
    ? `${escaped}(?:\\.${namespace ?? 'default'}[\\w.-]*)?`
    : `${escaped}\\.${namespace ?? 'default'}[\\w.-]*`;
  const caller = new RegExp(`^${host}(?::\\d+)?$|//(?:[^/@\\s]*@)?${host}(?=[:/?\\s"',]|$)`, 'm');
  return textsOf(object).some((text) => caller.test(text));
}

function textsOf(object: KubernetesManifest): string[] {
  const variables = podContainers(object).flatMap((container) => [
    ...listField(container, 'env').map((variable) => field(variable, 'value')),
    ...listField(container, 'args'),
    ...listField(container, 'command'),
  ]);
  const data = object.kind === 'ConfigMap' ? Object.values(textMapField(object, 'data')) : [];
  return [...variables, ...data].filter((text) => typeof text === 'string');
}
