import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { temporaryDirectory } from '../temporary-directory';

const page = readFileSync(join(__dirname, '../../docs/backend-service.md'), 'utf8');
const imports = [...page.matchAll(/^```typescript\n(import digests .*)\n```$/gm)].map(([, line = '']) => line);
const [commonJs = '', esModules = ''] = imports;
const digest = `sha256:${'0'.repeat(64)}`;

const commonJsOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  resolveJsonModule: true,
  esModuleInterop: true,
};
const esOptions: ts.CompilerOptions = { module: ts.ModuleKind.NodeNext, resolveJsonModule: true };

/** Compiles a program that imports digests, and runs it; returns the compiler's messages, or else what the program prints. */
function outcome(type: string, line: string, options: ts.CompilerOptions, digests: object = { 'api:1': digest }) {
  const program = `${line}\nexport const all: Readonly<Record<string, string>> = digests;\nconsole.log(JSON.stringify(all));\n`;
  const directory = temporaryDirectory({
    'package.json': JSON.stringify({ type }),
    'images.json': JSON.stringify(digests),
    'program.ts': program,
  });
  const common = { strict: true, target: ts.ScriptTarget.ES2022, types: ['node'], skipLibCheck: true };
  const typeRoots = [join(__dirname, '../../node_modules/@types')];
  const compiled = ts.createProgram([join(directory, 'program.ts')], { ...common, typeRoots, ...options });
  const problems = ts.getPreEmitDiagnostics(compiled);
  if (problems.length > 0) return problems.map(({ code }) => `TS${code}`);
  compiled.emit();
  return JSON.parse(execFileSync(process.execPath, [join(directory, 'program.js')], { encoding: 'utf8' })) as unknown;
}

test.each([
  ['commonjs', commonJs, commonJsOptions],
  ['module', esModules, esOptions],
])('images.json is read in a package of the type %s as the guide says, with digests and before', (...given) => {
  expect(outcome(...given)).toEqual({ 'api:1': digest });
  expect(outcome(...given, {})).toEqual({});
});

test('images.json is not read without what the guide says', () => {
  expect(outcome('commonjs', commonJs, { ...commonJsOptions, resolveJsonModule: false })).toEqual(['TS2732']);
  expect(outcome('commonjs', commonJs, { ...commonJsOptions, esModuleInterop: false })).toEqual(['TS1259']);
  expect(outcome('module', commonJs, esOptions)).toEqual(['TS1543']);
});
