import type * as k8s from '../../imports/k8s';
import { Findings } from '../findings/findings';
import { objectLabels, selectorLabels } from '../kubernetes/labels';
import { Shapes } from '../props/shape';
import { checkMetadata, MetadataProps, metadataShapes, relaxAnnotations } from './metadata';
import {
  checkEgress,
  clientLabels,
  EgressProps,
  egressShapes,
  ResolvedTarget,
  resolvedTargets,
} from '../network/peers';
import { checkPodIdentity, PodIdentityProps, podIdentityShapes, podSecurity } from './pod-identity';
import { checkPullSecrets, pullSecrets, PullSecretsProps, pullSecretsShapes } from './pull-secrets';
import { checkScheduling, nodeFields, SchedulingProps, schedulingShapes } from './scheduling';

type Labels = Readonly<Record<string, string>>;

/** Props of everything that runs pods. */
export interface PodsProps extends SchedulingProps, MetadataProps, PodIdentityProps, EgressProps, PullSecretsProps {}

export const podsShapes: Shapes<PodsProps> = {
  ...schedulingShapes,
  ...metadataShapes,
  ...podIdentityShapes,
  ...egressShapes,
  ...pullSecretsShapes,
};

/** A construct's pods and the objects around them, as far as the construct does not matter, with every default decided. */
export interface Pods {
  /** The metadata of every object of the construct. */
  readonly metadata: k8s.ObjectMeta & { readonly labels: Labels; readonly annotations: Labels };
  /** The labels that the construct sets itself. */
  readonly ownLabels: Labels;
  readonly selector: Labels;
  readonly podLabels: Labels;
  readonly podAnnotations: Labels;
  readonly spec: ReturnType<typeof podFields>;
  readonly targets: readonly ResolvedTarget[];
}

/** Decides every default. `component` and `partOf` are values of labels; `userId` runs the construct's image. */
export function podsOf(
  name: string,
  namespace: string | undefined,
  props: PodsProps,
  defaults: { readonly component: string; readonly partOf: string | undefined; readonly userId: number | 'assigned' },
): Pods {
  const { component, partOf, userId } = defaults;
  const ownLabels = objectLabels(name, { component, partOf: props.partOf ?? partOf, owner: props.owner });
  const labels = { ...props.labels, ...ownLabels };
  const targets = resolvedTargets(props.egress ?? []);
  return {
    metadata: { name, namespace, labels, annotations: { ...props.annotations, ...relaxAnnotations(props.relax) } },
    ownLabels,
    selector: selectorLabels(name),
    podLabels: { ...props.podLabels, ...labels, ...clientLabels(targets) },
    podAnnotations: { ...props.podAnnotations },
    spec: podFields(name, props, props.userId ?? userId),
    targets,
  };
}

/** Reports everything that is wrong with the props of the pods. */
export function checkPods(findings: Findings, props: PodsProps, { metadata, ownLabels }: Pods): void {
  checkScheduling(findings, props);
  checkPodIdentity(findings, props);
  checkEgress(findings, props);
  checkMetadata(findings, props, ownLabels);
  checkPullSecrets(findings, props, metadata.namespace);
}

function podFields(name: string, props: PodsProps, userId: number | 'assigned') {
  return {
    serviceAccountName: props.existingServiceAccount ?? name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurity(userId),
    ...nodeFields(props),
    ...pullSecrets(props),
  };
}
