import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { version } from '../package.json';

const sources = join(__dirname, '../lib/mongo/agent');

/** The bundles of this folder, and the source that each begins with. */
const entries = { 'agent.js': 'loop/agent.ts', 'jobs.js': 'jobs/main.ts' } as const;

/**
 * Returns the programs that run in the cluster, each as one file that a person can read: it keeps names and lines, leaves out comments,
 * and says where each part comes from. Node 16 is that of the mongosh in mongo:6.0.5.
 */
export function bundles(): Readonly<Record<keyof typeof entries, string>> {
  return { 'agent.js': bundle('agent.js'), 'jobs.js': bundle('jobs.js') };
}

function bundle(name: keyof typeof entries): string {
  const { outputFiles } = buildSync({
    absWorkingDir: sources,
    entryPoints: [entries[name]],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node16.19',
    legalComments: 'none',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  const program = formatted(asCommonJs(withoutComments(outputFiles[0]?.text ?? '')));
  const hash = createHash('sha256').update(program).digest('hex').slice(0, 16);
  return `// cdk8s-backend ${version}, ${name} ${hash}, bundled from lib/mongo/agent\n'use strict';\n\n${program}`;
}

/** Removes comments, but for the lines that name the source of what follows. */
function withoutComments(program: string): string {
  return program
    .replace(/^ *\/\*\*.*?\*\/\n/gms, '')
    .replace(/^ +\/\/ .*\n/gm, '')
    .replaceAll('/* @__PURE__ */ ', '')
    .replaceAll('return void 0;', 'return;')
    .replace(/\bconst (?=[\w{[$])/g, 'let ');
}

/** Formats a program for people, without what they can do without: wide indentation, semicolons and spaces in braces. */
function formatted(program: string): string {
  const prettier = join(__dirname, '../node_modules/prettier/bin/prettier.cjs');
  const braces = ['--no-bracket-spacing', '--object-wrap=collapse', '--trailing-comma=none', '--arrow-parens=avoid'];
  const style = ['--no-semi', '--tab-width=1', '--print-width=200', ...braces];
  const args = [prettier, '--no-config', '--stdin-filepath=program.js', ...style];
  return execFileSync(process.execPath, args, { input: program, encoding: 'utf8' });
}

/** Loads each of Node's modules once, under one name for what it exports, and exports by `module.exports`: mongosh's `require` reads that. */
function asCommonJs(program: string): string {
  const modules = new Map<string, Map<string, string[]>>();
  const body = program.replace(/^import \{ (.*) \} from "(node:.*)";\n/gm, (_, names: string, module: string) => {
    const found = modules.get(module) ?? new Map<string, string[]>();
    modules.set(module, found);
    for (const [, name = '', local = name] of names.matchAll(/(\w+)(?: as (\w+))?/g))
      found.set(name, [...(found.get(name) ?? []), local]);
    return '';
  });
  const chosen = new Map<string, string>();
  const requires = [...modules].sort().map(([module, names]) => {
    const list = [...names].sort().map(([name, locals]) => {
      const local = locals.includes(name) ? name : ([...locals].sort()[0] ?? name);
      for (const other of locals) chosen.set(other, local);
      return name === local ? name : `${name}: ${local}`;
    });
    return `const { ${list.join(', ')} } = require("${module}");\n`;
  });
  const renamed = body.replace(/\b\w+\b/g, (word) => chosen.get(word) ?? word);
  const exported = renamed.replace(/^export \{/m, 'module.exports = {');
  // A source of types and imports alone leaves its heading behind.
  return `${requires.join('')}\n${exported.replace(/^\/\/ .*\n\n(?=\/\/ )/gm, '')}`;
}

if (require.main === module)
  for (const [name, text] of Object.entries(bundles())) writeFileSync(join(__dirname, name), text);
