import { Findings } from '../findings/findings';
import { objectLabels, selectorLabels } from '../kubernetes/labels';
import { checkTargets, clientLabels, egress, EgressProps } from '../network/peers';
import { object } from '../props/object';
import { Decided } from '../props/schema';
import { checkMetadata, metadata, MetadataProps, ignoreCheckAnnotations } from './metadata';
import { podIdentity, PodIdentityProps } from './pod-identity';
import { restrictedPod } from './security-context';
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

/** The props of everything that runs pods, with every default decided. */
export interface DecidedPods extends Partial<Decided<typeof pods>> {}

/** The fields that the pods of every construct have, and the objects around them, with every default decided. */
export interface Pods extends ReturnType<typeof podsOf> {}

/** Decides every default. `component` and `partOf` are values of labels; `runAsUser` runs the construct's image. */
export function podsOf(
  name: string,
  namespace: string | undefined,
  props: DecidedPods,
  defaults: {
    readonly component: string;
    readonly partOf: string | undefined;
    readonly runAsUser: number | 'assigned';
  },
) {
  const { component, partOf } = defaults;
  const { egressTo: targets = [], podAnnotations = {} } = props;
  const ownLabels: Labels = objectLabels(name, { component, partOf: props.partOf ?? partOf, owner: props.owner });
  const labels: Labels = { ...props.labels, ...ownLabels };
  const annotations: Labels = { ...props.annotations, ...ignoreCheckAnnotations(props.ignoreChecks) };
  const podLabels: Labels = { ...props.podLabels, ...labels, ...clientLabels(targets) };
  return {
    /** The metadata of every object of the construct. */
    metadata: { name, namespace, labels, annotations },
    /** The labels that the construct sets. */
    ownLabels,
    /** The labels that select the pods. */
    selector: selectorLabels(name),
    podLabels,
    podAnnotations,
    /** The fields of the pods' spec. */
    spec: {
      serviceAccountName: props.serviceAccountName ?? name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: restrictedPod(props.runAsUser ?? defaults.runAsUser),
      ...nodeFields(props),
      ...pullSecretFields(props),
    },
    /** The targets of egress. */
    targets,
  };
}

/** Reports labels of the construct, pull secrets of another namespace, and targets that do not let the pods in. */
export function checkPods(findings: Findings, props: DecidedPods, { metadata, ownLabels, targets }: Pods): void {
  checkTargets(findings, { props: { egressTo: targets }, namespace: metadata.namespace });
  checkMetadata(findings, { props, ownLabels });
  checkPullSecrets(findings, { props, namespace: metadata.namespace });
}
