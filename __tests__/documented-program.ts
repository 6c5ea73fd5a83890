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

/** The names that the programs of docs/backend-service.md take as given. */
export const backendPrelude = "const image: string = 'docker.io/demo/api:1.2.3';\nconst port: number = 8080;\n";

/** The compiler's messages on programs of the documentation, by name, as if each was a file at the top of the repository. */
export function compilerProblems(programs: Readonly<Record<string, string>>): Record<string, string[]> {
  const files = new Map(Object.entries(programs).map(([name, program]) => [join(root, `${name}.ts`), program]));
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    getSourceFile: (path, ...rest) => {
      const program = files.get(path);
      return program === undefined
        ? disk.getSourceFile(path, ...rest)
        : ts.createSourceFile(path, program, ts.ScriptTarget.ES2022);
    },
  };
  const compiled = ts.createProgram([...files.keys()], options, host);
  const problemsOf = (name: string): string[] =>
    ts
      .getPreEmitDiagnostics(compiled, compiled.getSourceFile(join(root, `${name}.ts`)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return Object.fromEntries(Object.keys(programs).map((name) => [name, problemsOf(name)]));
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
