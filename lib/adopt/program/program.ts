import { Values } from './expression';
import { typescriptString } from '../../files/typescript-string';
import { literal } from './literal';

/** A program that renders one environment, as adopt writes it. */
export interface Program {
  /** The name of its function. */
  readonly name: string;
  readonly charts: readonly ProgramChart[];
}

/** A chart: the objects of one namespace, or those of the cluster. */
export interface ProgramChart {
  readonly id: string;
  /** @default - none, for objects of the cluster */
  readonly namespace?: string;
  readonly secrets: readonly ProgramSecret[];
  readonly constructs: readonly ProgramConstruct[];
  readonly objects: readonly ProgramObject[];
}

/** A SecretRef. */
export interface ProgramSecret {
  readonly name: string;
  /** The variable that holds it. */
  readonly variable: string;
  readonly keys: readonly string[];
}

/** A construct of this library. */
export interface ProgramConstruct {
  readonly type: 'BackendService' | 'BackendWorker' | 'MongoStatefulSet';
  /** The variable that holds it. @default - none */
  readonly variable?: string;
  readonly id: string;
  readonly props: Values;
}

/** An object that is written as it is. */
export interface ProgramObject {
  readonly id: string;
  readonly manifest: Values;
}

/** Returns a program as TypeScript, laid out as prettier does. */
export function programText({ name, charts }: Program): string {
  const isAlone = charts.length === 1;
  const bodies = charts.map((chart) => chartText(chart, isAlone ? 'chart' : `${variableName(chart.id)}Chart`));
  const used = [
    ...(charts.some(({ secrets }) => secrets.length > 0) ? ['SecretRef'] : []),
    ...charts.flatMap(({ constructs }) => constructs.map(({ type }) => type)),
    'synthesize',
  ];
  const ofLibrary = [...new Set(used)].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
  const ofCdk8s = [...(charts.some(({ objects }) => objects.length > 0) ? ['ApiObject'] : []), 'App', 'Chart'];
  return `import { ${ofCdk8s.join(', ')} } from 'cdk8s';
import { ${ofLibrary.join(', ')} } from 'cdk8s-backend';

function ${name}(app: App): void {
${bodies.join('\n')}}

const { exitCode, stdout, stderr } = synthesize({
  environments: [{ name: 'production', directory: '', build: ${name} }],
  argv: process.argv.slice(2),
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
`;
}

/** Returns a name as that of a variable: `userAdmin` for `user-admin`. */
export function variableName(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const text = words
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
  return /^[A-Za-z]/.test(text) && !reserved.has(text) ? text : `the${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

// Words of the language that no variable may be called, and names that the program has besides.
const reserved = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super switch ' +
    'this throw true try typeof var void while with yield app chart process exitCode stdout stderr synthesize'
  ).split(' '),
);

function chartText({ id, namespace, secrets, constructs, objects }: ProgramChart, variable: string): string {
  const created = namespace === undefined ? typescriptString(id) : `${typescriptString(id)}, ${literal({ namespace })}`;
  const refs = secrets.map(({ name, variable: own, keys }) =>
    statement(`const ${own} = new SecretRef`, variable, name, { keys }),
  );
  return [
    `  const ${variable} = new Chart(app, ${created});\n${refs.join('')}`,
    ...constructs.map(({ type, id: own, props, variable: held }) =>
      statement(`${held === undefined ? '' : `const ${held} = `}new ${type}`, variable, own, props),
    ),
    ...objects.map(({ id: own, manifest }) => statement('new ApiObject', variable, own, manifest)),
  ].join('\n');
}

function statement(beginning: string, chart: string, id: string, props: Values): string {
  const head = `  ${beginning}(${chart}, ${typescriptString(id)}, `;
  return `${head}${literal(props, 1, head.length - 2, 2)});\n`;
}
