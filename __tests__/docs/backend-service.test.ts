import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import * as ts from 'typescript';
import * as library from '../../lib';
import { yaml } from '../../lib/files/yaml';
import { field } from '../../lib/manifests/fields';
import { Manifest } from '../../lib/manifests/manifest';
import { rendered } from '../rendered';
import { updatedFile } from '../updated-file';

const path = join(__dirname, '../../docs/backend-service.md');
const page = readFileSync(path, 'utf8');
const prelude = "const image: string = 'docker.io/demo/api:1.2.3';\nconst port: number = 8080;\n";
const programs = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, program = '']) => program);

test('every program of the page compiles', () => {
  const imports = `import { Chart } from 'cdk8s';\nimport { ${Object.keys(library).join(', ')} } from '../../lib';\n`;
  const functions = programs.map((program, index) => `export function p${index}(chart: Chart) {\n${program}}\n`);
  expect(errors(`${imports}${prelude}${functions.join('')}`)).toEqual([]);
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
  const { outputText } = ts.transpileModule(`${prelude}${program}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const names = Object.keys(library);
  // The page's programs are the project's own text.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const body = new Function('chart', ...names, outputText) as (...values: unknown[]) => void;
  body(chart, ...names.map((name) => library[name as keyof typeof library]));
}

/** What the compiler says of a program that stands in this folder. */
function errors(text: string): string[] {
  const file = join(__dirname, 'programs.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    esModuleInterop: true,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const [readFile, fileExists] = [host.readFile.bind(host), host.fileExists.bind(host)];
  const getSourceFile = host.getSourceFile.bind(host);
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, version, ...more) =>
    name === file ? ts.createSourceFile(name, text, version) : getSourceFile(name, version, ...more);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
