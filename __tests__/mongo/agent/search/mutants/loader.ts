import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { AgentCode } from '../agent';
import { Mutant } from './mutants';

const agentRoom = join(__dirname, '../../../../../lib/mongo/agent');
// The rooms in which something depends on `decide/`.
const dependent = /^(?:decide|observe|act)\//;

const compiled = new Map<string, string>();

function compiledSource(path: string): string {
  const known = compiled.get(path) ?? javascriptOf(readFileSync(path, 'utf8'));
  compiled.set(path, known);
  return known;
}

function javascriptOf(source: string): string {
  return ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  }).outputText;
}

type Exports = Record<string, unknown>;
type Run = (...given: readonly unknown[]) => void;

/** Returns a function that loads a module by its path, with a mutant in the place of the file that it changes. */
export function moduleLoader(
  { path: changed, source }: Pick<Mutant, 'path' | 'source'>,
  globals: Exports = {},
): (path: string) => Exports {
  const loaded = new Map<string, Exports>();
  const load = (path: string): Exports => {
    const known = loaded.get(path);
    if (known) return known;
    const exports: Exports = {};
    loaded.set(path, exports);
    const resolve = (name: string): unknown => {
      const target = `${join(dirname(path), name)}.ts`;
      const isOurs = name.startsWith('.') && existsSync(target);
      const isDependent = dependent.test(relative(agentRoom, target));
      return isOurs && isDependent
        ? load(target)
        : jest.requireActual(name.startsWith('.') ? join(dirname(path), name) : name);
    };
    const code = path === changed ? javascriptOf(source) : compiledSource(path);
    const run = compileFunction(code, ['require', 'exports', ...Object.keys(globals)], { filename: path }) as Run;
    run(resolve, exports, ...Object.values(globals));
    return exports;
  };
  return load;
}

/** Returns the code of an agent with a mutant. */
export function mutantCode(mutant: Pick<Mutant, 'path' | 'source'>): AgentCode {
  const load = moduleLoader(mutant);
  const files = [
    'act/actor',
    'observe/observer',
    'observe/configuration',
    'observe/peers',
    'observe/users',
    'decide/decide',
    'decide/actions',
    'decide/membership',
  ];
  return Object.assign({}, ...files.map((file) => load(join(agentRoom, `${file}.ts`)))) as AgentCode;
}
