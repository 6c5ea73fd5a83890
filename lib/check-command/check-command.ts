import { checkManifests } from '../checks/check-manifests';
import { rules } from '../checks/rules';
import { ReadManifest } from '../files/parsed-manifests';
import { field } from '../manifests/fields';
import { FindingsError } from '../manifests/findings-error';
import { objectName } from '../manifests/manifest';
import { folderManifests } from '../plan/folder-manifests';
import { Terminal } from '../secrets-command/terminal';
import { shown } from '../values/findings';
import { commandLine, CommandLineError } from '../program/command-line';

const checkHelp = `Usage: cdk8s-backend check [FOLDER...] [options]

Runs the rules over the manifests in each FOLDER (dist if not given), whoever wrote them: every YAML or JSON file counts, multi-document
files and lists too. Each folder is one application: an object may refer to the others of its folder. A folder may be one
file, or COMMIT:PATH for either of a git commit.

  --recursive, -R   the folders below too, each by itself
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
      help: { type: 'boolean', short: 'h', default: false },
    });
    if (values.help) {
      terminal.write(checkHelp);
      return 0;
    }
    const folders = (positionals.length === 0 ? ['dist'] : positionals).flatMap((source) =>
      objectsOf(source, values.recursive),
    );
    const findings = folders.flatMap(findingsIn);
    if (findings.length > 0) throw new FindingsError(findings);
    const count = folders.reduce((sum, objects) => sum + objects.length, 0);
    terminal.write(`${count === 1 ? '1 object' : `${count} objects`}, no finding\n`);
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

/** The objects of a source, those of each folder by themselves. */
function objectsOf(source: string, isRecursive: boolean): (readonly ReadManifest[])[] {
  const folders = [...folderManifests(source)].filter(([folder]) => isRecursive || folder === '');
  if (folders.every(([, objects]) => objects.length === 0))
    throw new FindingsError([
      `[${source}] holds no Kubernetes objects; write a folder with YAML or JSON files of them`,
    ]);
  return folders.map(([, objects]) => objects);
}

function findingsIn(objects: readonly ReadManifest[]): string[] {
  const malformed = objects.flatMap(metadataFindings);
  if (malformed.length > 0) return malformed;
  const files = new Map(objects.map(({ file, manifest }) => [manifest, file]));
  return checkManifests([...files.keys()]).map(
    ({ object, message }) => `[${files.get(object) ?? ''}: ${objectName(object)}] ${message}`,
  );
}

/** Labels and annotations that kubectl refuses too, and that rules could not read. */
function metadataFindings({ file, manifest }: ReadManifest): string[] {
  return ['labels', 'annotations'].flatMap((name) => {
    const entries = Object.entries(field(manifest, 'metadata', name) ?? {});
    return entries
      .filter(([, value]) => typeof value !== 'string')
      .map(
        ([key, value]) =>
          `[${file}: ${objectName(manifest)}] metadata.${name} ${shown(key)} must be a text, got ${shown(value)}; write it in quotes`,
      );
  });
}
