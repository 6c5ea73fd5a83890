import { Chart } from 'cdk8s';
import { yaml } from '../lib/files/yaml';
import { field, KubernetesManifest } from '../lib/manifests/manifest';
import { rendered } from './rendered';

/** A page with the YAML below each of its programs as the program renders it; a title of the YAML says which part it is. */
export function withRenderedParts(page: string, run: (program: string, chart: Chart) => void): string {
  return page.replace(
    /```ts\n((?:(?!```).)*)```\n\n```yaml\n((?:(?!```).)*)```/gs,
    (_, program: string, shown: string) => {
      const manifests = rendered((chart) => {
        run(program, chart);
      });
      const parts = [...shown.matchAll(/^# (.+)$/gm)].map(([, title = '']) => `# ${title}\n${part(manifests, title)}`);
      return `\`\`\`ts\n${program}\`\`\`\n\n\`\`\`yaml\n${parts.join('')}\`\`\``;
    },
  );
}

/** The part of an object that `Kind[/name] path` names, as YAML. */
function part(manifests: readonly KubernetesManifest[], title: string): string {
  const [, kind = '', name, at = ''] = /^(\w+)(?:\/(\S+))? (\S+)$/.exec(title) ?? [];
  const object = manifests.find((one) => one.kind === kind && (name === undefined || one.metadata.name === name));
  const keys = at.split('.');
  const value = keys.reduce<unknown>(
    (inner, key) => (Array.isArray(inner) ? inner[Number(key)] : field(inner, key)),
    object,
  );
  if (value === undefined) throw new Error(`${title} is not rendered`);
  return yaml({ [keys.at(-1) ?? '']: value });
}
