import { Finding, findingText } from './finding';

const formats = { text: linesOf, json: jsonOf, github: annotationsOf } as const;

/** A form in which findings are printed: text for a terminal, JSON for a program, annotations for a pull request on GitHub. */
export type FindingsFormat = keyof typeof formats;

/** The names of all forms of findings. */
export const findingsFormats = Object.keys(formats) as readonly FindingsFormat[];

/** Returns findings in a form. */
export function formattedFindings(findings: readonly Finding[], format: FindingsFormat): string {
  return formats[format](findings);
}

function linesOf(findings: readonly Finding[]): string {
  return findings.map((finding) => `${findingText(finding)}\n`).join('');
}

function jsonOf(findings: readonly Finding[]): string {
  const values = findings.map(({ level = 'error', ...finding }) => ({
    level,
    ...finding,
    at: finding.at === '' ? undefined : finding.at,
  }));
  return `${JSON.stringify(values, null, 2)}\n`;
}

const workflowCommands = { error: 'error', warning: 'warning', note: 'notice' } as const;

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
function annotationsOf(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const line = finding.line === undefined ? '' : `line=${finding.line},`;
      const file = finding.file === undefined ? '' : `file=${escaped(finding.file, /[%\r\n:,]/g)},${line}`;
      return `::${workflowCommands[finding.level ?? 'error']} ${file}title=${escaped(finding.code, /[%\r\n:,]/g)}::${escaped(findingText(finding), /[%\r\n]/g)}\n`;
    })
    .join('');
}

/** Returns a text with the characters that end a value of a workflow command as their codes: `%0A` for a line break. */
function escaped(text: string, characters: RegExp): string {
  return text.replace(characters, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
