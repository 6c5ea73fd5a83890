import { counted } from '../../findings/counted';
import { Finding, FindingLevel, levelNames, ofLevel } from '../../findings/finding';
import { checkManifests, namedFinding } from '../../checks/check-manifests';
import { rules } from '../../checks/rules';
import { exitCodeOf } from '../../findings/exit-code';
import { FindingsError } from '../../findings/findings-error';
import { findingsFormats, formattedFindings } from '../../findings/findings-format';
import { nearName } from '../../findings/near-name';
import { quoted } from '../../findings/problem';
import { givenFolders, ManifestFolder, skippedText } from '../../folders/folder-manifests';
import { givenSchemas } from '../../folders/given-schemas';
import { KubernetesManifest, objectName } from '../../manifests/manifest';
import { command } from '../command';
import { choice, CommandLineError } from '../given-options';
import { readingOptions, sourceOptions } from '../source-options';

/** The command `cdk8s-backend check`: the findings of the rules in folders of manifests, each with its file and object. */
export const checkCommand = command({
  name: 'check',
  usage: ['cdk8s-backend check [FOLDER...] [options]', 'helm template ... | cdk8s-backend check - [options]'],
  about: [
    'Runs the rules over the manifests in each FOLDER (dist if not given), whoever wrote them: every YAML or JSON file counts, ' +
      'multi-document files and lists too. Each folder is one application: an object may refer to the others of its folder. A ' +
      'folder may be one file, COMMIT:PATH for either of a git commit, or - for standard input.',
    'A file that is no manifest, such as kustomization.yaml or the values of a chart, is named and skipped. An object is let ' +
      'through by the annotation cdk8s-backend/ignore.RULE, whose value says why.',
  ],
  options: {
    recursive: { type: 'boolean', short: 'R', default: false, help: 'the folders below too, each by itself' },
    ...sourceOptions,
    schemas: {
      type: 'string',
      multiple: true,
      default: [],
      value: 'DIR',
      help: 'a folder with CustomResourceDefinitions, by which custom resources are judged; may be repeated',
    },
    rule: {
      type: 'string',
      multiple: true,
      default: [],
      value: 'RULE',
      help: 'run this rule alone; may be repeated',
    },
    ignore: {
      type: 'string',
      multiple: true,
      default: [],
      value: 'RULE',
      help: 'run without this rule; may be repeated',
    },
    notes: { type: 'boolean', default: false, help: 'print the notes too: what could be better' },
    'fail-on': {
      type: 'string',
      default: 'error',
      value: 'LEVEL',
      help: 'error, warning or note: the least serious finding that fails the command',
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
    0: 'no finding, or none of the level of --fail-on',
    1: 'the rules find something of that level, or worse',
    3: 'a file cannot be read, or not as manifests; the others are checked',
  },
  async run({ values, positionals }, terminal) {
    for (const id of values.rule) refuseUnknownRule('--rule', id);
    for (const id of values.ignore) refuseUnknownRule('--ignore', id);
    const failOn = choice('--fail-on', values['fail-on'], levelNames);
    const format = choice('--format', values.format, findingsFormats);
    const sources = positionals.length === 0 ? ['dist'] : positionals;
    const { schemas, findings: unreadSchemas } = givenSchemas(values.schemas);
    const folders = givenFolders(sources, values.recursive, {
      ...(await readingOptions(values, sources, terminal)),
      schemas,
    });
    terminal.complain(skippedText(folders));
    const unread = [...unreadSchemas, ...folders.flatMap((folder) => folder.findings)];
    const choices = { ...values, schemas, hasLines: format !== 'text' };
    const all = [
      ...unreadSchemas,
      ...folders.flatMap((each) => [...each.findings, ...(each.refused ?? []), ...ruleFindings(each, choices)]),
    ];
    const areNotesShown = values.notes || failOn === 'note';
    const shown = levelNames.filter((level) => level !== 'note' || areNotesShown);
    const findings = shown.flatMap((level) => ofLevel(level, all));
    if (format === 'text') terminal.complain(shown.map((level) => levelText(level, ofLevel(level, all))).join(''));
    else terminal.write(formattedFindings(findings, format));
    if (format !== 'json' && ofLevel('error', all).length === 0)
      terminal.write(`${[checkedText(folders, values), ...countTexts(all, areNotesShown)].join(', ')}\n`);
    return unread.length > 0 ? 3 : exitCodeOf(all, failOn);
  },
});

/** The rules that run: those that are named, or all; without those that are ignored. */
interface RuleChoice {
  readonly rule: readonly string[];
  readonly ignore: readonly string[];
}

/** The parts of a run that the rules need beside the objects, and whether their findings have lines. */
interface RunChoice {
  readonly schemas: readonly KubernetesManifest[];
  readonly hasLines: boolean;
}

function ruleRows(wanted: FindingLevel): (readonly [string, string])[] {
  return ofLevel(wanted, rules).map(({ id, summary }) => [id, summary] as const);
}

/** Returns the findings of a level under their number; empty without any. */
function levelText(level: FindingLevel, findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  if (level === 'error') return `${new FindingsError(findings).message}\n`;
  return `${counted(findings.length, level)}:\n${formattedFindings(findings, 'text')}`;
}

/** Returns how many warnings and notes there are, and how notes are shown; nothing of a level without any. */
function countTexts(all: readonly Finding[], areNotesShown: boolean): string[] {
  const [warnings, notes] = [ofLevel('warning', all), ofLevel('note', all)];
  return [
    ...(warnings.length === 0 ? [] : [counted(warnings.length, 'warning')]),
    ...(notes.length === 0 ? [] : [`${counted(notes.length, 'note')}${areNotesShown ? '' : ': --notes shows them'}`]),
  ];
}

function checkedText(folders: readonly ManifestFolder[], { rule, ignore }: RuleChoice): string {
  const count = folders.reduce((sum, { manifests }) => sum + manifests.length, 0);
  const by = rule.length === 0 ? '' : ` by ${rule.join(', ')}`;
  const without = ignore.length === 0 ? '' : `, without ${ignore.join(', ')}`;
  return `${counted(count, 'object')}, no finding${by}${without}`;
}

function refuseUnknownRule(option: string, id: string): void {
  const ids = rules.map((rule) => rule.id);
  if (ids.includes(id)) return;
  const write = nearName(id, ids) ?? `one of ${ids.join(', ')}`;
  throw new CommandLineError(`${option} must name a rule, got ${quoted(id)}; write ${write}`);
}

function ruleFindings(
  { manifests }: ManifestFolder,
  { rule, ignore, hasLines, schemas }: RuleChoice & RunChoice,
): Finding[] {
  const read = new Map(manifests.map((each) => [each.manifest, each]));
  const others = rules.map(({ id }) => id).filter((id) => rule.length > 0 && !rule.includes(id));
  return checkManifests([...read.keys()], rules, [...ignore, ...others], schemas).map((finding) => ({
    ...namedFinding(objectName(finding.object), finding),
    file: read.get(finding.object)?.file,
    // Text has no lines, for which a file is parsed again.
    line: hasLines ? read.get(finding.object)?.lineOf(finding.valuePath) : undefined,
  }));
}
