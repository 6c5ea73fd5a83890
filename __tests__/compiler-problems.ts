import { join } from 'node:path';
import ts from 'typescript';

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
