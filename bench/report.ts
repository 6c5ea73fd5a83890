import { Result } from './contest';
import { Comparison } from './equivalence';
import { Scenario } from './scenario';

/** A scenario's results as a Markdown table. */
export function resultTable({ title }: Scenario, results: readonly Result[]): string {
  const [ours] = results;
  const rows = results.map((result) => [
    result.name,
    ...(result.trouble === undefined ? times(result, ours ?? result) : [result.trouble, '', '', '', '']),
    result.peakBytes > 0 ? `${Math.round(result.peakBytes / 1e6)} MB` : '',
    compared(result.objects),
  ]);
  return `### ${title}\n\n${table(['', 'median', 'to ours', 'range', 'CPU', 'to ours', 'peak memory', 'objects'], rows)}${failures(results)}`;
}

/**
 * What one service costs once the start is paid, for each number of services. It compares the fastest runs, for ten services cost less
 * than what else a machine does moves a median.
 */
export function costTable(measured: readonly (readonly [Scenario, readonly Result[]])[]): string {
  const costs = measured.flatMap(([{ services = 0 }, [ours, none]]) =>
    ours === undefined || none === undefined || (ours.trouble ?? none.trouble) !== undefined
      ? []
      : [{ services, cost: (Math.min(...ours.seconds) - Math.min(...none.seconds)) / services }],
  );
  const rows = costs.map(({ services, cost }) => [
    services.toLocaleString('en'),
    `${(cost * 1000).toFixed(2)} ms`,
    ratio(cost, costs[0]?.cost ?? cost),
  ]);
  return `### Cost of one service, the start subtracted, in the fastest runs\n\n${table(['services', 'each', `to ${costs[0]?.services ?? 0}`], rows)}`;
}

function compared(objects: Comparison | undefined): string {
  if (objects === undefined) return '';
  const { equal, different } = objects;
  const equals = `${equal.toLocaleString('en')} equal`;
  return different.length === 0 ? equals : `${equals}, ${different.length} not: ${different[0]}`;
}

function failures(results: readonly Result[]): string {
  return results.map(({ name, failure }) => (failure === undefined ? '' : `\n${name} failed: ${failure}\n`)).join('');
}

function times(result: Result, ours: Result): string[] {
  const middle = median(result.seconds);
  const range = `${Math.min(...result.seconds).toFixed(2)}–${Math.max(...result.seconds).toFixed(2)}`;
  const cpu = median(result.cpuSeconds);
  const processor = Number.isNaN(cpu) ? ['', ''] : [seconds(cpu), ratio(cpu, median(ours.cpuSeconds))];
  return [seconds(middle), ratio(middle, median(ours.seconds)), range, ...processor];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map((_, index) => (index === 0 ? '---' : '---:'))) + rows.map(line).join('');
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function ratio(value: number, to: number): string {
  return `${(value / to).toFixed(2)} ×`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
