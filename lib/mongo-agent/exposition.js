// @ts-check
'use strict';

/**
 * A figure, or one for each value of a label; undefined while there is none.
 * @typedef {number | boolean | undefined} Figure
 * @typedef {{ name: string, type: 'gauge' | 'counter', help: string, label?: string, figures: Record<string, Figure> }} Metric
 */

/** The content type of the text below. */
const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 * A metric of which there is no figure is left out.
 * @param {Metric[]} metrics
 */
function exposition(metrics) {
  return metrics.map(paragraph).join('');
}

/** @param {Metric} metric */
function paragraph({ name, type, help, label, figures }) {
  const samples = Object.entries(figures).flatMap(([value, figure]) =>
    figure === undefined ? [] : [`${name}${label === undefined ? '' : `{${label}="${escaped(value)}"}`} ${+figure}\n`],
  );
  if (samples.length === 0) return '';
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.join('')}`;
}

/** @param {string} value */
function escaped(value) {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

module.exports = { contentType, exposition };
