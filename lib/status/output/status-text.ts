import { shellWord } from '../../kubernetes/shell-word';
import { objectName } from '../../manifests/manifest';
import { ObjectState, Progress, Reason, reasonText, State, states } from '../view/object-state';
import { StatusReport } from './status-report';

const width = 12;
const barWidth = 10;

/** Returns a report for a terminal: each object with its state, its bar, and why it is not ready, with the next command. */
export function statusText(report: StatusReport): string {
  const lines = [`context ${report.context}, ${report.source}: ${summaryText(report.objects)}`];
  return [...lines, ...report.objects.flatMap((each) => objectLines(each, report))].map((line) => `${line}\n`).join('');
}

/** Returns the counts of the states: `12 ready, 1 broken`. */
export function summaryText(objects: readonly ObjectState[]): string {
  const counts = states.map((state) => [objects.filter((each) => each.state === state).length, state] as const);
  return (
    counts
      .filter(([count]) => count > 0)
      .map(([count, state]) => `${count} ${state}`)
      .join(', ') || 'no objects'
  );
}

/** Returns the line of an object, without its reasons: `progressing Deployment shop/web   [#####-----] 1 of 2 pods ready`. */
export function objectLine({ state, object, progress }: ObjectState): string {
  return `${state.padEnd(width)}${objectName(object)}${progress === undefined ? '' : `   ${progressText(progress, state)}`}`;
}

/** Returns the line for a shell of the command that comes next, in the cluster that was read. */
export function nextText([program = '', ...words]: readonly string[], { kubectlOptions = [] }: StatusReport): string {
  const all = program === 'kubectl' ? [program, ...kubectlOptions, ...words] : [program, ...words];
  return [...all, ...(words.includes('secrets') && program === 'npx' ? kubectlOptions : [])].map(shellWord).join(' ');
}

function objectLines(each: ObjectState, report: StatusReport): string[] {
  return [objectLine(each), ...each.reasons.flatMap((reason) => reasonLines(reason, report))];
}

function reasonLines(reason: Reason, report: StatusReport): string[] {
  const indent = ' '.repeat(width + 2);
  const { lines = [], next } = reason;
  return [
    `${indent}${reasonText(reason)}`,
    ...lines.map((line) => `${indent}| ${line}`),
    ...(next === undefined ? [] : [`${indent}next: ${nextText(next, report)}`]),
  ];
}

function progressText({ done, of, what }: Progress, state: State): string {
  const text = `${done} of ${of} ${what}`;
  if (state === 'ready') return text;
  const filled = of === 0 ? barWidth : Math.floor((done / of) * barWidth);
  return `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ${text}`;
}
