import { isBuiltIn, isCertificate } from '../../manifests/kinds';
import { field, groupKind, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { isGatewayRoute } from '../../manifests/routes';
import { conditionOf, isTrue } from '../view/conditions';
import { Reading } from '../view/object-state';
import { ClusterView, newestOf, ownedBy, warningsOf } from '../view/cluster-view';
import { describing, firstSentence, kubectlIn, reason, trouble } from '../view/trouble';
import { unseen } from '../workloads/pods-reading';

/** The conditions by which controllers say whether an object is as it is to be, the one that says most in front. */
const positive = [
  'Ready',
  'Synced',
  'Available',
  'Programmed',
  'Accepted',
  'ResolvedRefs',
  'Reconciled',
  'Established',
];

/** The kinds whose controllers report on each object, with the condition and the program that reports. */
const reporters: Readonly<Record<string, readonly [condition: string, program: string]>> = {
  'cert-manager.io/Certificate': ['Ready', 'cert-manager'],
  'cert-manager.io/Issuer': ['Ready', 'cert-manager'],
  'cert-manager.io/ClusterIssuer': ['Ready', 'cert-manager'],
  'external-secrets.io/ExternalSecret': ['Ready', 'External Secrets'],
  'external-secrets.io/SecretStore': ['Ready', 'External Secrets'],
  'external-secrets.io/ClusterSecretStore': ['Ready', 'External Secrets'],
  'bitnami.com/SealedSecret': ['Synced', 'Sealed Secrets'],
  'gateway.networking.k8s.io/Gateway': ['Programmed', 'a Gateway controller'],
  'gateway.networking.k8s.io/HTTPRoute': ['Accepted', 'the controller of its Gateway'],
  'gateway.networking.k8s.io/GRPCRoute': ['Accepted', 'the controller of its Gateway'],
  'kustomize.toolkit.fluxcd.io/Kustomization': ['Ready', 'Flux'],
  'source.toolkit.fluxcd.io/GitRepository': ['Ready', 'Flux'],
};

/** Reads a custom resource by its conditions, or by the health that Argo CD writes. */
export function customResourceReading(object: KubernetesManifest, view: ClusterView): Reading {
  // Not every controller writes the field.
  const early = field(object, 'status', 'observedGeneration') === undefined ? undefined : unseen(object);
  if (early !== undefined) return { waits: [early] };
  const health = textField(object, 'status', 'health', 'status');
  if (health !== undefined) return healthReading(object, health);
  const conditions = conditionsOf(object);
  for (const type of positive) {
    const condition = conditions.find((each) => textField(each, 'type') === type && !isTrue(each));
    if (condition === undefined) continue;
    const message = messageOf(condition, explanations(object, view));
    const isUnderWay =
      textField(condition, 'status') === 'Unknown' ||
      isTrue(conditionOf(object, 'Issuing')) ||
      isTrue(conditionOf(object, 'Reconciling'));
    const next = nextOf(object);
    if (isUnderWay) return { waits: [reason(`is not ${type} yet, ${message}`, { next })] };
    return { troubles: [trouble('condition', `is not ${type}, ${message}`, { next })] };
  }
  const [type, program = ''] = reporters[groupKind(object)] ?? [];
  if (type === undefined || conditions.some((each) => textField(each, 'type') === type)) return {};
  const question = isGatewayRoute(object) ? 'do both exist' : 'is it installed';
  return { waits: [reason(`${program} has not reported on it; ${question}?`, { next: nextOf(object) })] };
}

/** Tells whether an object is one that `customResourceReading` reads. */
export function isCustomResource(object: KubernetesManifest): boolean {
  return !isBuiltIn(object) || object.kind === 'CustomResourceDefinition' || object.kind === 'APIService';
}

/** Returns the conditions of an object, of a route those of its parents. */
function conditionsOf(object: KubernetesManifest): unknown[] {
  return [
    ...listField(object, 'status', 'conditions'),
    ...listField(object, 'status', 'parents').flatMap((parent) => listField(parent, 'conditions')),
  ];
}

function healthReading(object: KubernetesManifest, health: string): Reading {
  const message =
    textField(object, 'status', 'health', 'message') ?? textField(object, 'status', 'operationState', 'message');
  const text = `its health is ${health}${message === undefined ? '' : `, ${firstSentence(message)}`}`;
  if (health === 'Healthy' || health === 'Suspended') return {};
  if (health === 'Degraded') return { troubles: [trouble('condition', text, { next: describing(object) })] };
  return { waits: [reason(text, { next: describing(object) })] };
}

/** Returns what a condition says, or its reason, with the first explanation whose last clause it does not say. */
function messageOf(condition: unknown, explanations: readonly string[]): string {
  const said = firstSentence(textField(condition, 'message') ?? '') || (textField(condition, 'reason') ?? '');
  const more = explanations.map(firstSentence).find((text) => !said.includes(text.split(': ').at(-1) ?? ''));
  return more === undefined ? said : `${said}: ${more}`;
}

/** Returns what explains why an object is not as it is to be: of a Certificate the state of its newest request, then its newest warning. */
function explanations(object: KubernetesManifest, view: ClusterView): string[] {
  const request = isCertificate(object) ? newestOf(ownedBy(view, object, 'CertificateRequest')) : undefined;
  const ready = request === undefined ? undefined : conditionOf(request, 'Ready');
  return [textField(ready, 'message') ?? [], warningsOf(view, object).slice(0, 1)].flat();
}

function nextOf(object: KubernetesManifest): string[] {
  if (!isCertificate(object) || field(object, 'status', 'conditions') === undefined) return describing(object);
  return kubectlIn(object.metadata.namespace, 'get', 'certificaterequests');
}
