import { join } from 'node:path';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { findBinary } from './binary';
import { writePlainChart, writeServicesChart } from './helm-chart';
import { writeKustomization } from './kustomization';
import { Contender } from './scenario';
import { ServiceValues } from './services';

const release = 'bench';

/** `helm template`, once for each environment, of charts whose templates are that environment's objects. */
export function helmOfManifests(
  directory: string,
  environments: readonly (readonly KubernetesManifest[])[],
): Contender {
  const charts = environments.map((manifests, index) => {
    const chart = join(directory, `chart-${index}`);
    writePlainChart(chart, manifests);
    return chart;
  });
  return helm(directory, charts);
}

/** `helm template` of one chart, whose templates range over the services. */
export function helmOfServices(directory: string, services: readonly ServiceValues[]): Contender {
  const chart = join(directory, 'chart');
  writeServicesChart(chart, services);
  return helm(directory, [chart]);
}

/** `kustomize build`, once for each environment. */
export function kustomizeOfManifests(
  directory: string,
  environments: readonly (readonly KubernetesManifest[])[],
): Contender {
  const program = findBinary('kustomize');
  const inputs = environments.map((manifests, index) => {
    const input = join(directory, `kustomization-${index}`);
    writeKustomization(input, manifests);
    return input;
  });
  const outputs = inputs.map((_, index) => join(directory, `kustomize-${index}`));
  return {
    name: '`kustomize build --output`',
    commands:
      program === undefined
        ? undefined
        : inputs.map((input, index) => ({ program, arguments: ['build', input, '--output', outputs[index] ?? ''] })),
    outputs,
  };
}

function helm(directory: string, charts: readonly string[]): Contender {
  const program = findBinary('helm');
  const targets = charts.map((_, index) => join(directory, `helm-${index}`));
  return {
    name: '`helm template --output-dir`',
    commands:
      program === undefined
        ? undefined
        : charts.map((chart, index) => ({
            program,
            arguments: ['template', release, chart, '--output-dir', targets[index] ?? ''],
          })),
    // Where helm puts what the templates of a chart print.
    outputs: targets.map((target) => join(target, release, 'templates')),
  };
}
