import { App, Chart } from 'cdk8s';
import { dump } from 'js-yaml';
import { IConstruct } from 'constructs';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { render } from '../lib/synth/render';
import { Findings } from '../lib/findings/findings';

/** What a chart in the namespace `shop` renders to, once `build` has filled it. */
export function rendered(build: (chart: Chart) => void): readonly KubernetesManifest[] {
  const app = new App();
  build(new Chart(app, 'shop', { namespace: 'shop' }));
  return render(app);
}

/** The one object of a kind. */
export function only(manifests: readonly KubernetesManifest[], kind: string): KubernetesManifest {
  const [manifest, ...others] = manifests.filter((candidate) => candidate.kind === kind);
  if (manifest === undefined || others.length > 0) {
    throw new Error(`not one ${kind} among ${manifests.map(({ kind: other }) => other).join(', ')}`);
  }
  return manifest;
}

/** The kinds of the objects, in their order. */
export function kinds(manifests: readonly KubernetesManifest[]): string[] {
  return manifests.map(({ kind }) => kind);
}

/** The message with which rendering is refused; fails if it is not. */
export function refusal(build: (chart: Chart) => void): string {
  try {
    rendered(build);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('rendering was not refused');
}

/** Objects as a reviewer reads them, for snapshots. */
export function yaml(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}

/** Findings that a construct reports. */
export function attachedFindings(construct: IConstruct): Findings {
  const findings = new Findings();
  construct.node.addValidation(findings);
  return findings;
}
