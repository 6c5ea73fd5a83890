import { isTrouble, ObjectState } from '../view/object-state';
import { StatusReport } from './status-report';
import { nextText } from './status-text';

/** Returns a report as JSON: its context and source, and each object with its state and the reasons for it. */
export function statusJson(report: StatusReport): string {
  const { context, source } = report;
  const objects = report.objects.map((each) => objectJson(each, report));
  return `${JSON.stringify({ context, source, objects }, null, 2)}\n`;
}

function objectJson({ object, state, progress, reasons }: ObjectState, report: StatusReport): unknown {
  const { apiVersion, kind, metadata } = object;
  return {
    apiVersion,
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
    state,
    progress,
    reasons: reasons.map((reason) => ({
      cause: isTrouble(reason) ? reason.cause : undefined,
      text: reason.text,
      pods: reason.pods,
      lines: reason.lines,
      next: reason.next === undefined ? undefined : nextText(reason.next, report),
    })),
  };
}
