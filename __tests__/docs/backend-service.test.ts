import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import * as library from '../../lib';
import { yaml } from '../../lib/files/yaml';
import { field } from '../../lib/manifests/fields';
import { Manifest } from '../../lib/manifests/manifest';
import { compilerProblems, programsOf, valueAfter } from '../documented-program';
import { rendered } from '../rendered';
import { updatedFile } from '../updated-file';

const path = join(__dirname, '../../docs/backend-service.md');
const page = readFileSync(path, 'utf8');
const prelude = "const image: string = 'docker.io/demo/api:1.2.3';\nconst port: number = 8080;\n";
const programs = programsOf(page);

test('every program of the page compiles', () => {
  const imports = `import { Chart } from 'cdk8s';\nimport { ${Object.keys(library).join(', ')} } from 'cdk8s-backend';\n`;
  const functions = programs.map((program, index) => `export function p${index}(chart: Chart) {\n${program}}\n`);
  expect(compilerProblems(`${imports}${prelude}${functions.join('')}`)).toEqual([]);
}, 60_000);

test('every program of the page renders what stands below it', () => {
  const expected = page.replace(
    /```ts\n((?:(?!```).)*)```\n\n```yaml\n((?:(?!```).)*)```/gs,
    (_, program: string, shown: string) => {
      const manifests = rendered((chart) => {
        run(program, chart);
      });
      const parts = [...shown.matchAll(/^# (.+)$/gm)].map(([, title = '']) => `# ${title}\n${part(manifests, title)}`);
      return `\`\`\`ts\n${program}\`\`\`\n\n\`\`\`yaml\n${parts.join('')}\`\`\``;
    },
  );
  expect(updatedFile(path, expected)).toBe(expected);
});

test('every program of the page without YAML renders', () => {
  for (const program of programs)
    expect(
      rendered((chart) => {
        run(program, chart);
      }).length,
    ).toBeGreaterThan(4);
});

/** The part of an object that `Kind[/name] path` names, as YAML. */
function part(manifests: readonly Manifest[], title: string): string {
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

function run(program: string, chart: Chart): void {
  valueAfter(`${prelude}${program}`, 'undefined', { chart, ...library });
}
