import { counted } from '../../findings/counted';
import { Finding, FindingLevel, ofLevel } from '../../findings/finding';
import { checkManifests, namedFinding } from '../../checks/check-manifests';
import { rules } from '../../checks/rules';
import { exitCodeOf } from '../../findings/exit-code';
import { FindingsError } from '../../findings/findings-error';
import { findingsFormats, formattedFindings } from '../../findings/findings-format';
import { nearName } from '../../findings/near-name';
import { quoted } from '../../findings/problem';
import { givenFolders, ManifestFolder, skippedText } from '../../folders/folder-manifests';
import { objectName } from '../../manifests/manifest';
import { command } from '../command';
import { choice, CommandLineError } from '../given-options';

/** The command `cdk8s-backend check`: the findings of the rules in folders of manifests, each with its file and object. */
export const checkCommand = command({
  name: 'check',
  usage: ['cdk8s-backend check [FOLDER...] [options]'],
  about: [
    'Runs the rules over the manifests in each FOLDER (dist if not given), whoever wrote them: every YAML or JSON file counts, ' +
      'multi-document files and lists too. Each folder is one application: an object may refer to the others of its folder. A ' +
      'folder may be one file, or COMMIT:PATH for either of a git commit.',
    'A file that is no manifest, such as kustomization.yaml or the values of a chart, is named and skipped. An object is let ' +
      'through by the annotation cdk8s-backend/ignore.RULE, whose value says why.',
  ],
  options: {
    recursive: { type: 'boolean', short: 'R', default: false, help: 'the folders below too, each by itself' },
    ignore: {
      type: 'string',
      multiple: true,
      default: [],
      value: 'RULE',
      help: 'run without this rule; may be repeated',
    },
    notes: {
      type: 'boolean',
      default: false,
      help: 'print the notes too: what could be better; they change no exit code',
    },
    format: {
      type: 'string',
      default: 'text',
      value: 'FORMAT',
      help: 'text for a terminal, json for a program, github for annotations in a workflow',
    },
  },
  lists: { Rules: ruleRows('error'), 'Rules whose findings are notes': ruleRows('note') },
  exits: {
    0: 'no finding, or notes alone',
    1: 'the rules find something',
    3: 'a file cannot be read, or not as manifests; the others are checked',
  },
  run({ values, positionals }, terminal) {
    for (const id of values.ignore) refuseUnknownRule(id);
    const format = choice('--format', values.format, findingsFormats);
    const folders = givenFolders(positionals.length === 0 ? ['dist'] : positionals, values.recursive);
    terminal.complain(skippedText(folders));
    const unread = folders.flatMap((folder) => folder.findings);
    const all = folders.flatMap((folder) => [...folder.findings, ...ruleFindings(folder, values.ignore)]);
    const found = { findings: ofLevel('error', all), notes: ofLevel('note', all), areNotesShown: values.notes };
    if (format === 'text') terminal.complain(findingsText(found));
    else terminal.write(formattedFindings(values.notes ? [...found.findings, ...found.notes] : found.findings, format));
    if (format !== 'json' && found.findings.length === 0)
      terminal.write(`${[checkedText(folders, values.ignore), ...notesText(found)].join(', ')}\n`);
    return unread.length > 0 ? 3 : exitCodeOf(all);
  },
});

function ruleRows(wanted: FindingLevel): (readonly [string, string])[] {
  return ofLevel(wanted, rules).map(({ id, summary }) => [id, summary] as const);
}

interface Found {
  readonly findings: readonly Finding[];
  readonly notes: readonly Finding[];
  readonly areNotesShown: boolean;
}

/** Returns the text for standard error: the findings and, if they are shown, the notes; empty without both. */
function findingsText({ findings, notes, areNotesShown }: Found): string {
  const errors = findings.length === 0 ? '' : `${new FindingsError(findings).message}\n`;
  return notes.length > 0 && areNotesShown
    ? `${errors}${counted(notes.length, 'note')}:\n${formattedFindings(notes, 'text')}`
    : errors;
}

/** Returns how many notes there are, and how they are shown; nothing without notes. */
function notesText({ notes, areNotesShown }: Found): string[] {
  if (notes.length === 0) return [];
  return [`${counted(notes.length, 'note')}${areNotesShown ? '' : ': --notes shows them'}`];
}

function checkedText(folders: readonly ManifestFolder[], ignored: readonly string[]): string {
  const count = folders.reduce((sum, { manifests }) => sum + manifests.length, 0);
  const without = ignored.length === 0 ? '' : `, without ${ignored.join(', ')}`;
  return `${counted(count, 'object')}, no finding${without}`;
}

function refuseUnknownRule(id: string): void {
  const ids = rules.map((rule) => rule.id);
  if (ids.includes(id)) return;
  const write = nearName(id, ids) ?? `one of ${ids.join(', ')}`;
  throw new CommandLineError(`--ignore must name a rule, got ${quoted(id)}; write ${write}`);
}

function ruleFindings({ manifests }: ManifestFolder, ignored: readonly string[]): Finding[] {
  const files = new Map(manifests.map(({ file, manifest }) => [manifest, file]));
  return checkManifests([...files.keys()], rules, ignored).map((finding) => ({
    ...namedFinding(objectName(finding.object), finding),
    file: files.get(finding.object),
  }));
}
