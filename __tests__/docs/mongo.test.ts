import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as cdk8s from 'cdk8s';
import ts from 'typescript';
import * as library from '../../lib';

const root = join(__dirname, '../..');
const guide = readFileSync(join(root, 'docs/mongo.md'), 'utf8');
const program = [...guide.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block).join('\n');

test('the guide to MongoDB is a program that compiles', () => {
  const file = join(root, 'docs/mongo.guide.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    types: ['node'],
    paths: { 'cdk8s-backend': [join(root, 'lib/index.ts')] },
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => path === file || disk.fileExists(path),
    getSourceFile: (path, ...rest) =>
      path === file ? ts.createSourceFile(path, program, ts.ScriptTarget.ES2022) : disk.getSourceFile(path, ...rest),
  };
  const compiled = ts.createProgram([file], options, host);
  const problems = ts
    .getPreEmitDiagnostics(compiled, compiled.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  expect(problems).toEqual([]);
}, 60_000);

test('the guide to MongoDB renders, with nothing to report', () => {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const modules: Readonly<Record<string, unknown>> = { cdk8s, 'cdk8s-backend': library };
  const load = (name: string): unknown => modules[name];
  const run = compileFunction(`${outputText}\nreturn app;`, ['require', 'exports']) as (
    ...given: unknown[]
  ) => cdk8s.App;
  const named = library
    .render(run(load, {}))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .filter((name) => /^(StatefulSet|CronJob|Deployment) /.test(name));
  expect(named.sort()).toEqual(['CronJob mongo-backup', 'Deployment api', 'Deployment spring', 'StatefulSet mongo']);
});
