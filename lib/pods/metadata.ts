import { Findings } from '../findings/findings';
import { Problem, quoted } from '../findings/problem';
import { annotations, labels } from '../kubernetes/labels';
import { labelValueProblem } from '../kubernetes/names';
import { array } from '../props/array';
import { object } from '../props/object';
import { record } from '../props/record';
import { oneOf, string } from '../props/scalar';
import { named, optional, Props, PropsOf } from '../props/schema';

type Labels = Readonly<Record<string, string>>;

/** The scanners whose exemptions are known. */
type Scanner = 'kube-score' | 'kube-linter' | 'polaris';

/** The reasons for which findings of scanners are wrong, by the check. */
export type IgnoredChecks = Readonly<Record<`${Scanner}/${string}`, string>>;

/** The props of labels and annotations. */
export const metadata = object({
  /** The value of the label `app.kubernetes.io/part-of`. @default - the namespace */
  partOf: optional(string({ check: labelValueProblem })),
  /** The value of the label `owner`: the team that operates the service. @default - no such label */
  owner: optional(string({ check: labelValueProblem })),
  /**
   * Further labels of every object and pod; never part of a selector. Not of a StatefulSet's volume claims, which are immutable.
   * @default - none
   */
  labels: optional(labels),
  /** Further annotations of every object. @default - none */
  annotations: optional(annotations),
  /** Further labels of the pods. @default - none */
  podLabels: optional(labels),
  /** Further annotations of the pods. @default - none */
  podAnnotations: optional(annotations),
  /**
   * The scanners that get an exemption, with its reason, where the construct does by intention what they report: annotations of its
   * workloads.
   * @default - none
   */
  scanners: optional(array(oneOf<Scanner, object>(['kube-score', 'kube-linter', 'polaris']))),
  /**
   * Findings of scanners that are wrong here, each with its reason: written as the scanners' own annotations on every object. The
   * checks are named `kube-score/…`, `kube-linter/…` and `polaris/…`.
   * @default - none
   */
  ignoreChecks: optional(
    named<IgnoredChecks>(record(string({ check: checkNameProblem }), string({ check: reasonProblem }))),
  ),
});

/** The props of labels and annotations, as a program writes them. */
export interface MetadataProps extends PropsOf<typeof metadata>, Props {}

/** Returns the exemptions of a Deployment of one pod, whose only pod ends before the next begins. */
export function onePodExemptions(reason: string): IgnoredChecks {
  return {
    'kube-score/deployment-replicas': reason,
    'kube-score/deployment-strategy': reason,
    'polaris/deploymentMissingReplicas': reason,
  };
}

/** Returns the annotations by which scanners leave out these findings. */
export function ignoreCheckAnnotations(ignoreChecks: IgnoredChecks = {}): Record<string, string> {
  const annotations: Record<string, string> = {};
  const scores: string[] = [];
  for (const [check, reason] of Object.entries(ignoreChecks)) {
    const [tool = '', id = ''] = check.split(/\/(.*)/s);
    if (tool === 'kube-score') scores.push(id);
    if (tool === 'kube-linter') annotations[`ignore-check.kube-linter.io/${id}`] = reason;
    if (tool === 'polaris') annotations[`polaris.fairwinds.com/${id}-exempt`] = 'true';
    if (tool !== 'kube-linter') annotations[`cdk8s-backend/reason.${tool}.${id}`] = reason;
  }
  return scores.length === 0 ? annotations : { ...annotations, 'kube-score/ignore': scores.join(',') };
}

/** Returns annotations together with the exemptions of a workload from checks, for the scanners that the props list. */
export function withExemptions(
  annotations: Labels,
  { scanners = [], ignoreChecks }: Pick<MetadataProps, 'scanners' | 'ignoreChecks'>,
  checks: IgnoredChecks,
): Labels {
  const wanted = Object.entries(checks).filter(([check]) =>
    scanners.some((scanner) => check.startsWith(`${scanner}/`)),
  );
  if (wanted.length === 0) return annotations;
  return { ...annotations, ...ignoreCheckAnnotations({ ...Object.fromEntries(wanted), ...ignoreChecks }) };
}

/** Reports labels that would replace those of the construct. */
export function checkMetadata(
  findings: Findings,
  { props, ownLabels }: { readonly props: MetadataProps; readonly ownLabels: Labels },
): void {
  checkOwnLabels(findings, 'labels', props.labels, ownLabels);
  checkOwnLabels(findings, 'podLabels', props.podLabels, ownLabels);
}

/** Reports labels that the construct sets. */
export function checkOwnLabels(findings: Findings, name: string, given: Labels = {}, own: Labels): void {
  const want = 'must not be a label that the construct sets itself';
  for (const key of Object.keys(given).filter((each) => Object.hasOwn(own, each)))
    findings.add(`${name}[${quoted(key)}]`, { code: 'conflict', want, got: quoted(key), write: 'write another key' });
}

function checkNameProblem(check: string): Problem | undefined {
  if (/^(kube-score|kube-linter|polaris)\/[\w-]+$/.test(check)) return undefined;
  const want = 'must name a check of kube-score, kube-linter or polaris';
  return { code: 'unknown-reference', want, got: quoted(check), write: 'write "polaris/priorityClassNotSet"' };
}

function reasonProblem(reason: string): Problem | undefined {
  if (reason.trim() !== '') return undefined;
  const write = 'write why the finding is wrong here';
  return { code: 'invalid-value', want: 'must state a reason', got: quoted(reason), write };
}
