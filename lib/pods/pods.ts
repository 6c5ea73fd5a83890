import type * as k8s from '../../imports/k8s';
import { Findings } from '../findings/findings';
import { objectLabels, selectorLabels } from '../kubernetes/labels';
import { clientLabels, egress, EgressProps, ResolvedTarget, resolvedTargets } from '../network/peers';
import { object } from '../props/object';
import { checkMetadata, metadata, MetadataProps, ignoreCheckAnnotations } from './metadata';
import { podIdentity, PodIdentityProps, podSecurity } from './pod-identity';
import { checkPullSecrets, pullSecretFields, pullSecrets, PullSecretsProps } from './pull-secrets';
import { nodeFields, scheduling, SchedulingProps } from './scheduling';

type Labels = Readonly<Record<string, string>>;

/** The props of everything that runs pods. */
export const pods = object({
  ...scheduling.entries,
  ...metadata.entries,
  ...podIdentity.entries,
  ...egress.entries,
  ...pullSecrets.entries,
});

/** The props of everything that runs pods, as a program writes them. */
export interface PodsProps extends SchedulingProps, MetadataProps, PodIdentityProps, EgressProps, PullSecretsProps {}

/** The fields that the pods of every construct have, and the objects around them, with every default decided. */
export interface Pods {
  /** The metadata of every object of the construct. */
  readonly metadata: k8s.ObjectMeta & { readonly labels: Labels; readonly annotations: Labels };
  /** The labels that the construct sets. */
  readonly ownLabels: Labels;
  /** The labels that select the pods. */
  readonly selector: Labels;
  /** The labels of the pods. */
  readonly podLabels: Labels;
  /** The annotations of the pods. */
  readonly podAnnotations: Labels;
  /** The fields of the pods' spec. */
  readonly spec: ReturnType<typeof podFields>;
  /** The targets of egress. */
  readonly targets: readonly ResolvedTarget[];
}

/** Decides every default. `component` and `partOf` are values of labels; `runAsUser` runs the construct's image. */
export function podsOf(
  name: string,
  namespace: string | undefined,
  props: PodsProps,
  defaults: {
    readonly component: string;
    readonly partOf: string | undefined;
    readonly runAsUser: number | 'assigned';
  },
): Pods {
  const { component, partOf, runAsUser } = defaults;
  const ownLabels = objectLabels(name, { component, partOf: props.partOf ?? partOf, owner: props.owner });
  const labels = { ...props.labels, ...ownLabels };
  const targets = resolvedTargets(props.egressTo ?? []);
  return {
    metadata: {
      name,
      namespace,
      labels,
      annotations: { ...props.annotations, ...ignoreCheckAnnotations(props.ignoreChecks) },
    },
    ownLabels,
    selector: selectorLabels(name),
    podLabels: { ...props.podLabels, ...labels, ...clientLabels(targets) },
    podAnnotations: { ...props.podAnnotations },
    spec: podFields(name, props, props.runAsUser ?? runAsUser),
    targets,
  };
}

/** Reports labels of the construct, and pull secrets of another namespace. */
export function checkPods(findings: Findings, props: PodsProps, { metadata, ownLabels }: Pods): void {
  checkMetadata(findings, { props, ownLabels });
  checkPullSecrets(findings, { props, namespace: metadata.namespace });
}

function podFields(name: string, props: PodsProps, runAsUser: number | 'assigned') {
  return {
    serviceAccountName: props.serviceAccountName ?? name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurity(runAsUser),
    ...nodeFields(props),
    ...pullSecretFields(props),
  };
}
