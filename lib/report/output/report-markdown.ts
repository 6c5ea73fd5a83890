import { escaped, planMarkdown } from '../../plan/output/plan-markdown';
import { FactRow } from '../facts/compared-facts';
import { Report, ReportChanges, ReportEnvironment } from '../report';
import { mermaid } from './mermaid';

// GitHub refuses a comment of more than 65,536 characters.
const mostCharacters = 60_000;
const tooLong = '\n_The rest is too long for a comment; the page has it._\n';

/**
 * Returns a report as Markdown for a pull request: the plan and its marks first, then the facts that differ, then the topology of each environment as a
 * diagram. What would be too long for a comment is left out from the end.
 */
export function reportMarkdown({ environments, facts, changes = [] }: Report): string {
  const blocks = [
    ...(changes.length === 0 ? [] : [planMarkdown(changes.map(({ plan }) => plan))]),
    ...changes.filter(({ plan }) => plan.changes.length > 0).map(changesBlock),
    ...(facts.length === 0
      ? []
      : [
          factsTable(
            facts,
            environments.map(({ name }) => name),
          ),
        ]),
    ...environments.map(environmentBlock),
  ];
  let text = '';
  for (const block of blocks) {
    if (text.length + block.length > mostCharacters) return text + tooLong;
    text += `${text === '' ? '' : '\n'}${block}`;
  }
  return text;
}

function environmentBlock({ name, topology }: ReportEnvironment): string {
  return `### Topology of ${escaped(name)}\n\n${diagram(mermaid(topology))}`;
}

function changesBlock({ name, topology, nodes }: ReportChanges): string {
  return `### Changes of ${escaped(name)} over the topology\n\n${diagram(mermaid(topology, nodes))}`;
}

function diagram(text: string | undefined): string {
  return text === undefined ? '_Too large for a diagram; the page has it._\n' : `\`\`\`mermaid\n${text}\`\`\`\n`;
}

/** The facts that differ. */
function factsTable(facts: readonly FactRow[], names: readonly string[]): string {
  const rows = facts.filter(({ differs }) => differs);
  if (rows.length === 0) return '### Environments\n\nAll facts are equal.\n';
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |\n`;
  const head = `${line(['Object', 'Fact', ...names])}|${' --- |'.repeat(names.length + 2)}\n`;
  const body = rows.map(({ subject, name, values }) => line([subject, name, ...values.map((value) => value ?? '–')]));
  return `### Environments\n\n${head}${body.join('')}`;
}
