import { Problem } from '../findings/problem';
import { Findings, shown } from '../findings/findings';
import { scalar, mapOf, optional, Shapes, text } from '../props/shape';
import { textProblem } from '../kubernetes/text';
import { labelKeyProblem, labelValueProblem } from '../kubernetes/names';

/** Labels and annotations of objects and pods. */
export interface MetadataProps {
  /**
   * The value of the label `app.kubernetes.io/part-of`.
   * @default - the namespace
   */
  readonly partOf?: string;
  /**
   * The value of the label `owner`: the team that answers for the service.
   * @default - no such label
   */
  readonly owner?: string;
  /**
   * Further labels of every object and pod; never part of a selector. Not of a StatefulSet's volume claims, which are immutable.
   * @default - none
   */
  readonly labels?: Labels;
  /**
   * Further annotations of every object.
   * @default - none
   */
  readonly annotations?: Labels;
  /**
   * Further labels of the pods.
   * @default - none
   */
  readonly podLabels?: Labels;
  /**
   * Further annotations of the pods.
   * @default - none
   */
  readonly podAnnotations?: Labels;
  /**
   * Findings of checkers that are wrong here, each with its reason: written as the checkers' own annotations on every object. The
   * checks are named `kube-score/…`, `kube-linter/…` and `polaris/…`.
   * @default - none
   */
  readonly relax?: Readonly<Record<`${'kube-score' | 'kube-linter' | 'polaris'}/${string}`, string>>;
}

type Labels = Readonly<Record<string, string>>;

export const metadataShapes: Shapes<MetadataProps> = {
  partOf: scalar,
  owner: scalar,
  labels: optional(mapOf(scalar)),
  annotations: optional(mapOf(scalar)),
  podLabels: optional(mapOf(scalar)),
  podAnnotations: optional(mapOf(scalar)),
  relax: optional(mapOf(text)),
};

/** The annotations by which checkers know what not to report. */
export function relaxAnnotations(relax: MetadataProps['relax'] = {}): Record<string, string> {
  const annotations: Record<string, string> = {};
  const scores: string[] = [];
  for (const [check, reason] of Object.entries(relax)) {
    const [tool = '', id = ''] = check.split(/\/(.*)/s);
    if (tool === 'kube-score') scores.push(id);
    if (tool === 'kube-linter') annotations[`ignore-check.kube-linter.io/${id}`] = reason;
    if (tool === 'polaris') annotations[`polaris.fairwinds.com/${id}-exempt`] = 'true';
    if (tool !== 'kube-linter') annotations[`cdk8s-backend/relax.${tool}.${id}`] = reason;
  }
  return scores.length === 0 ? annotations : { ...annotations, 'kube-score/ignore': scores.join(',') };
}

/** Annotations by which kube-score reports these checks neither. */
export function withIgnored(annotations: Labels, checks: readonly string[]): Labels {
  const ignored = annotations['kube-score/ignore'];
  return { ...annotations, 'kube-score/ignore': [...(ignored === undefined ? [] : [ignored]), ...checks].join(',') };
}

/** Reports labels and annotations that the API server refuses, and those that would break a selector. */
export function checkMetadata(findings: Findings, props: MetadataProps, own: Labels): void {
  for (const [name, value] of Object.entries({ partOf: props.partOf, owner: props.owner })) {
    if (value !== undefined) findings.add(name, labelValueProblem(value));
  }
  checkLabels(findings, 'labels', props.labels, own);
  checkLabels(findings, 'podLabels', props.podLabels, own);
  for (const [name, annotations] of Object.entries({
    annotations: props.annotations,
    podAnnotations: props.podAnnotations,
  })) {
    checkAnnotations(findings, name, annotations ?? {});
  }
  for (const [check, reason] of Object.entries(props.relax ?? {})) {
    const known = /^(kube-score|kube-linter|polaris)\/[\w-]+$/.test(check);
    if (!known)
      findings.add('relax', {
        code: 'unknown-reference',
        want: 'must name checks of kube-score, kube-linter or polaris',
        got: shown(check),
        write: 'write "polaris/priorityClassNotSet"',
      });
    if (reason.trim() === '')
      findings.add(`relax ${shown(check)}`, {
        code: 'invalid-value',
        want: 'must state a reason',
        got: shown(reason),
        write: 'write why the finding is wrong here',
      });
  }
}

/** Reports labels that the API server refuses, and those that the construct sets itself. */
export function checkLabels(findings: Findings, name: string, labels: Labels = {}, own: Labels = {}): void {
  for (const [key, value] of Object.entries(labels))
    findings.add(`${name} ${shown(key)}`, labelKeyProblem(key) ?? labelValueProblem(value) ?? ownProblem(key, own));
}

/** Reports annotations that the API server refuses. */
export function checkAnnotations(findings: Findings, name: string, annotations: Labels): void {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations) as [string, unknown][]) {
    findings.add(`${name} ${shown(key)}`, labelKeyProblem(key.toLowerCase()) ?? textProblem(value));
    bytes += Buffer.byteLength(key + String(value));
  }
  if (bytes > 256 * 1024)
    findings.add(name, {
      code: 'out-of-range',
      want: 'must have at most 256 KiB together',
      got: `${bytes} bytes`,
      write: 'write less',
    });
}

function ownProblem(key: string, own: Labels): Problem | undefined {
  return Object.hasOwn(own, key)
    ? {
        code: 'invalid-value',
        want: 'must not be a label that the construct sets itself',
        got: shown(key),
        write: 'write another key',
      }
    : undefined;
}
