import { rules } from '../../checks/rules';
import { FindingLevel, levelNames, ofLevel } from '../../findings/finding';
import { findingsFormats, formattedFindings } from '../../findings/findings-format';
import { nearName } from '../../findings/near-name';
import { quoted } from '../../findings/problem';
import { givenFolders, skippedText } from '../../folders/folder-manifests';
import { command } from '../command';
import { choice, CommandLineError } from '../given-options';
import { checkReport } from './check-report';
import { settingsReader } from './folder-settings';
import { findingsText, summaryText } from './report-text';
import { sarif } from './sarif';

/** The names of all forms in which `check` prints findings. */
export const checkFormats = [...findingsFormats, 'sarif'] as const;

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
    'The nearest file .cdk8s-backend.yaml, in the folder or above it, may give rules another level, or leave them out, and say ' +
      'which level fails the command. The options have precedence.',
  ],
  options: {
    recursive: { type: 'boolean', short: 'R', default: false, help: 'the folders below too, each by itself' },
    rule: {
      type: 'string',
      multiple: true,
      default: [],
      value: 'RULE',
      help: 'run this rule alone, with all of its findings; may be repeated',
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
      value: 'LEVEL',
      help: 'error, warning or note: the least serious finding that fails the command (error if not given, nor in the settings)',
    },
    format: {
      type: 'string',
      default: 'text',
      value: 'FORMAT',
      help: 'text for a terminal, json for a program, github for annotations in a workflow, sarif for code scanning',
    },
  },
  lists: Object.fromEntries(levelNames.flatMap(ruleList)),
  exits: {
    0: 'no finding, or none of the level of --fail-on',
    1: 'the rules find something of that level, or worse',
    3: 'a file cannot be read, or not as manifests or settings; the others are checked',
  },
  run({ values, positionals }, terminal) {
    for (const id of values.rule) refuseUnknownRule('--rule', id);
    for (const id of values.ignore) refuseUnknownRule('--ignore', id);
    const given = values['fail-on'];
    const failOn = given === undefined ? undefined : choice('--fail-on', given, levelNames);
    const format = choice('--format', values.format, checkFormats);
    const folders = givenFolders(positionals.length === 0 ? ['dist'] : positionals, values.recursive);
    terminal.complain(skippedText(folders));
    const report = checkReport(folders, settingsReader(), { ...values, failOn, hasLines: format !== 'text' });
    if (format === 'text') terminal.complain(findingsText(report));
    else terminal.write(format === 'sarif' ? sarif(report.findings) : formattedFindings(report.findings, format));
    // A document has no other text beside it.
    if (format === 'text' || format === 'github') terminal.write(summaryText(report));
    return report.exitCode;
  },
});

/** Returns the rules of a level, under their heading; none if no rule has the level. */
function ruleList(level: FindingLevel): (readonly [heading: string, rows: (readonly [string, string])[]])[] {
  const rows = ofLevel(level, rules).map(({ id, summary }) => [id, summary] as const);
  return rows.length === 0 ? [] : [[level === 'error' ? 'Rules' : `Rules whose findings are ${level}s`, rows]];
}

function refuseUnknownRule(option: string, id: string): void {
  const ids = rules.map((rule) => rule.id);
  if (ids.includes(id)) return;
  const write = nearName(id, ids) ?? `one of ${ids.join(', ')}`;
  throw new CommandLineError(`${option} must name a rule, got ${quoted(id)}; write ${write}`);
}
