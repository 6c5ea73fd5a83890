import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as cdk8s from 'cdk8s';
import ts from 'typescript';
import * as library from '../lib';

const root = join(__dirname, '..');

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

/** What the compiler says of a program of the documentation, as if it stood at the top of the repository. */
export function compilerProblems(program: string): string[] {
  const file = join(root, 'documented-program.ts');
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => path === file || disk.fileExists(path),
    getSourceFile: (path, ...rest) =>
      path === file ? ts.createSourceFile(path, program, ts.ScriptTarget.ES2022) : disk.getSourceFile(path, ...rest),
  };
  const compiled = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(compiled, compiled.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The value of an expression after a program of the documentation has run; `given` are names that the program knows. */
export function valueAfter(
  program: string,
  expression: string,
  given: Readonly<Record<string, unknown>> = {},
): unknown {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const modules: Readonly<Record<string, unknown>> = { cdk8s, 'cdk8s-backend': library };
  const known: Readonly<Record<string, unknown>> = { require: (name: string) => modules[name], exports: {}, ...given };
  const run = compileFunction(`${outputText}\nreturn ${expression};`, Object.keys(known)) as (
    ...values: unknown[]
  ) => unknown;
  return run(...Object.values(known));
}

/** The TypeScript blocks of a page. */
export function programsOf(page: string): string[] {
  return [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, program = '']) => program);
}
