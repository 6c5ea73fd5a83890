import { Export, Prop } from './declaration-reader';
import { Group } from './public-api';

const head =
  '# API\n\nEvery exported name, with its props, their types and defaults. `npm run update` writes this page from the sources.\n';

/** The report of the public API in Markdown. */
export function apiPage(groups: readonly Group[]): string {
  const all = groups.flatMap(({ exports }) => exports);
  const sections = groups.map(({ heading, exports }) => [
    `\n## ${heading}\n`,
    ...exports.map((one) => section(one, all)),
  ]);
  return [head, ...sections.flat()].join('');
}

function section(exported: Export, all: readonly Export[]): string {
  const { name, kind, signature, sentence, props } = exported;
  const included = includedIn(exported, all);
  const elsewhere = new Set(included.flatMap(declarationsOf));
  const links = included.map((one) => `[${one.name}](#${one.name.toLowerCase()})`);
  const lines = [
    ...(links.length === 0 ? [] : [`- all props of ${links.join(', ')}`]),
    ...props.filter(({ declaration }) => !elsewhere.has(declaration)).flatMap((prop) => item(prop, '')),
  ];
  const list = lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
  return `\n### ${name}\n\n${code(`${kind} ${name}${signature}`)}\n\n${sentence}\n${list}`;
}

/** The largest exported interfaces whose props are all props of another. */
function includedIn(exported: Export, all: readonly Export[]): Export[] {
  const parts = all.filter((one) => isPart(one, exported));
  return parts.filter((part) => !parts.some((other) => isPart(part, other)));
}

function isPart(part: Export, whole: Export): boolean {
  if (part.kind !== 'interface' || whole.kind !== 'interface' || part.props.length === 0) return false;
  const declarations = new Set(declarationsOf(whole));
  return part.props.length < whole.props.length && declarationsOf(part).every((one) => declarations.has(one));
}

function declarationsOf({ props }: Export): Prop['declaration'][] {
  return props.map(({ declaration }) => declaration);
}

function item({ name, type, sentence, value, words, parts }: Prop, indent: string): string[] {
  const shown = code(`${name}${type}${value === undefined ? '' : ` = ${value}`}`);
  const inWords = words === undefined ? '' : ` Default: ${words}.`;
  return [`${indent}- ${shown}: ${sentence}${inWords}`, ...parts.flatMap((part) => item(part, `${indent}  `))];
}

function code(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  return text.endsWith('`') ? `\`\` ${text} \`\`` : `\`\`${text}\`\``;
}
