import { Finding } from '../../findings/finding';
import { checkManifests, namedFinding } from '../../checks/check-manifests';
import { rules } from '../../checks/rules';
import { ManifestFolder } from '../../folders/folder-manifests';
import { givenFolders, skippedText } from '../../folders/given-folders';
import { FindingsError } from '../../findings/findings-error';
import { objectName } from '../../manifests/manifest';
import { Terminal } from '../terminal';
import { shown } from '../../findings/findings';
import { commandLine, CommandLineError } from '../command-line';

const checkHelp = `Usage: cdk8s-backend check [FOLDER...] [options]

Runs the rules over the manifests in each FOLDER (dist if not given), whoever wrote them: every YAML or JSON file counts, multi-document
files and lists too. Each folder is one application: an object may refer to the others of its folder. A folder may be one
file, or COMMIT:PATH for either of a git commit.
A file that is no manifest, such as kustomization.yaml or the values of a chart, is named and skipped.

  --recursive, -R   the folders below too, each by itself
  --ignore RULE     run without this rule; may be repeated
  --help, -h        show this text

An object is let through by the annotation cdk8s-backend/ignore.RULE, whose value says why. The rules:
${rules.map(({ id, summary }) => `  ${id}: ${summary}`).join('\n')}

Exit code: 0 if the rules find nothing, 1 if they find something or a file cannot be read, 2 if the command line cannot be understood.
`;

/** The command `cdk8s-backend check`: what the rules find in folders of manifests, each finding with its file and object. */
export function checkCommand(argv: readonly string[], terminal: Pick<Terminal, 'write' | 'complain'>): 0 | 1 | 2 {
  try {
    const { values, positionals } = commandLine(argv, {
      recursive: { type: 'boolean', short: 'R', default: false },
      ignore: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    });
    for (const id of values.ignore) refuseUnknownRule(id);
    if (values.help) {
      terminal.write(checkHelp);
      return 0;
    }
    const folders = givenFolders(positionals.length === 0 ? ['dist'] : positionals, values.recursive);
    terminal.complain(skippedText(folders));
    const findings = folders.flatMap((folder) => [...folder.findings, ...ruleFindings(folder, values.ignore)]);
    if (findings.length > 0) throw new FindingsError(findings);
    const count = folders.reduce((sum, { manifests }) => sum + manifests.length, 0);
    const ignored = values.ignore.length === 0 ? '' : `, without ${values.ignore.join(', ')}`;
    terminal.write(`${count === 1 ? '1 object' : `${count} objects`}, no finding${ignored}\n`);
    return 0;
  } catch (error) {
    if (error instanceof CommandLineError) {
      terminal.complain(`cdk8s-backend check: ${error.message}\n`);
      return 2;
    }
    if (!(error instanceof FindingsError)) throw error;
    terminal.complain(`${error.message}\n`);
    return 1;
  }
}

function refuseUnknownRule(id: string): void {
  const ids = rules.map((rule) => rule.id);
  if (!ids.includes(id))
    throw new CommandLineError(`--ignore must name a rule, got ${shown(id)}; write one of ${ids.join(', ')}`);
}

function ruleFindings({ manifests }: ManifestFolder, ignored: readonly string[]): Finding[] {
  const files = new Map(manifests.map(({ file, manifest }) => [manifest, file]));
  return checkManifests([...files.keys()], rules, ignored).map((finding) =>
    namedFinding(`${files.get(finding.object) ?? ''}: ${objectName(finding.object)}`, finding),
  );
}
