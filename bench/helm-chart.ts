import { App } from 'cdk8s';
import { dump } from 'js-yaml';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { render } from '../lib/synth/render';
import { addServices, ServiceValues } from './services';

// Values that stand nowhere else in what a service renders to.
const placeholder: ServiceValues = { name: 'placeholder-name', version: '98.76.54', port: 23456, replicas: 34567 };

/**
 * Writes the chart that prints what the services render to: a template for each kind, which ranges over the values' list of services.
 * The templates are one service's own YAML with actions in the place of what differs, so that both sides print the same fields.
 */
export function writeServicesChart(directory: string, services: readonly ServiceValues[]): void {
  const app = new App();
  addServices(app, [placeholder]);
  const templates = render(app).map((manifest) => [`${manifest.kind.toLowerCase()}.yaml`, template(manifest)] as const);
  writeChart(directory, templates, { services });
}

/** Writes a chart whose templates are the objects, verbatim. */
export function writePlainChart(directory: string, manifests: readonly KubernetesManifest[]): void {
  const templates = manifests.map(
    (manifest, index) => [`${index}.yaml`, yaml(manifest).replaceAll('{{', '{{ "{{" }}')] as const,
  );
  writeChart(directory, templates, {});
}

function template(manifest: KubernetesManifest): string {
  const text = yaml(manifest);
  if (manifest.metadata.namespace === undefined) return text;
  const body = Object.entries(placeholder).reduce(
    (rest, [field, value]) => rest.replaceAll(String(value), `{{ .${field} }}`),
    text,
  );
  return `{{- range .Values.services }}\n---\n${body}{{- end }}\n`;
}

function writeChart(directory: string, templates: readonly (readonly [string, string])[], values: object): void {
  mkdirSync(join(directory, 'templates'), { recursive: true });
  writeFileSync(join(directory, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 1.0.0\n');
  // JSON is YAML.
  writeFileSync(join(directory, 'values.yaml'), JSON.stringify(values));
  for (const [name, text] of templates) writeFileSync(join(directory, 'templates', name), text);
}

function yaml(manifest: KubernetesManifest): string {
  return dump(manifest, { lineWidth: -1, noRefs: true });
}
