import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';
import * as cdk8s from 'cdk8s';
import * as library from '../lib';

/** The names that the programs of docs/backend-service.md take as given. */
export const backendPrelude = "const image: string = 'docker.io/demo/api:1.2.3';\nconst port: number = 8080;\n";

/** The value of an expression after a program of the documentation has run; `given` are names that the program knows. */
export function valueAfter(
  program: string,
  expression: string,
  given: Readonly<Record<string, unknown>> = {},
): unknown {
  const { code } = transformSync(program, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  const modules: Readonly<Record<string, unknown>> = { cdk8s, 'cdk8s-backend': library };
  const known: Readonly<Record<string, unknown>> = { require: (name: string) => modules[name], exports: {}, ...given };
  const run = compileFunction(`${code}\nreturn ${expression};`, Object.keys(known)) as (
    ...values: unknown[]
  ) => unknown;
  return run(...Object.values(known));
}

/** The TypeScript blocks of a page. */
export function programsOf(page: string): string[] {
  return [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, program = '']) => program);
}
