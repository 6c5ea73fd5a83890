/** A figure; undefined while it is not known. */
export type Figure = number | boolean | undefined;

/** A metric with one figure under the key '', or with one for each value of its label. */
export interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly label?: string;
  readonly figures: Readonly<Record<string, Figure>>;
}

/** The content type of Prometheus' text format. */
export const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Returns metrics in Prometheus' text format, without those that have no figure.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function exposition(metrics: readonly Metric[]): string {
  return metrics.map(paragraph).join('');
}

function paragraph({ name, type, help, label, figures }: Metric): string {
  const samples = Object.entries(figures).flatMap(([value, figure]) =>
    figure === undefined ? [] : [`${name}${label === undefined ? '' : `{${label}="${escaped(value)}"}`} ${+figure}\n`],
  );
  if (samples.length === 0) return '';
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.join('')}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
