import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeWholeFile } from '../../files/whole-file';
import { FindingsError } from '../../findings/findings-error';
import { quoted } from '../../findings/problem';
import {
  findingsOf,
  folderManifests,
  FolderOptions,
  givenFolders,
  ManifestFolder,
  manifestsOf,
  skippedText,
} from '../../folders/folder-manifests';
import { commitPath, isAbsent } from '../../folders/git-files';
import { sourceName, standardInput } from '../../folders/standard-input';
import { folderPlans } from '../../plan/folder-plans';
import { formattedReport, reportFormats } from '../../report/output/formatted-report';
import { report, ReportInput } from '../../report/report';
import { command } from '../command';
import { choice, CommandLineError } from '../given-options';
import { readingOptions, sourceOptions } from '../source-options';

/** The command `cdk8s-backend report`: a page that shows what runs, how environments differ and what changes. */
export const reportCommand = command({
  name: 'report',
  usage: ['cdk8s-backend report [FOLDER...] [options]', 'helm template ... | cdk8s-backend report - [options]'],
  about: [
    'Draws what the manifests in each FOLDER (dist if not given) say, whoever wrote them: the way of requests from the internet to ' +
      'Services, workloads, databases and volumes, hosts outside, and the Secrets that must exist. Of several folders, a table has ' +
      'the facts in which they differ; with --against, the changes are marked.',
    'The page is one file that needs no network and no program. A FOLDER may be one file, COMMIT:PATH for either of a git commit, or ' +
      '- for standard input. Values of Secrets are never shown.',
  ],
  options: {
    recursive: { type: 'boolean', short: 'R', default: false, help: 'the folders below too, each by itself' },
    ...sourceOptions,
    against: {
      type: 'string',
      value: 'SOURCE',
      help: 'the git commit with each FOLDER as it was, or another folder, file or COMMIT:PATH for one FOLDER',
    },
    out: { type: 'string', value: 'FILE', help: 'the file to write; without it, the report is printed' },
    format: {
      type: 'string',
      default: 'html',
      value: 'FORMAT',
      help: 'html for a browser, md with diagrams in Mermaid for a pull request',
    },
  },
  exits: {
    0: 'the report is written',
    3: 'a FOLDER cannot be read, and nothing is written; or a file of it, and the report has the others; or FILE cannot be written',
  },
  async run({ values, positionals }, terminal) {
    const { against, out, recursive } = values;
    const sources = positionals.length === 0 ? ['dist'] : positionals;
    const format = choice('--format', values.format, reportFormats);
    const read = { ...(await readingOptions(values, sources, terminal)), recursive };
    const sides = sources.map((source) =>
      sideOf(source, read, against === undefined ? undefined : earlier(against, sources, source)),
    );
    const folders = sides.flatMap((side) => side.folders);
    terminal.complain(skippedText(folders));
    // A page without a FOLDER would look as if nothing ran in it.
    if (sides.every(({ inputs }) => inputs.some(({ manifests }) => manifests.length > 0))) {
      const text = formattedReport(report(sides.flatMap(({ inputs }) => inputs)), format);
      if (out !== undefined) writeWholeFile(out, text);
      terminal.write(out === undefined ? text : `${out}\n`);
    }
    const findings = findingsOf(folders);
    if (findings.length === 0) return 0;
    terminal.complain(`${new FindingsError(findings).message}\n`);
    return 3;
  },
});

/** The folders of a source, and of what it is compared with, as inputs of a report. */
interface Side {
  readonly folders: readonly ManifestFolder[];
  readonly inputs: readonly ReportInput[];
}

function sideOf(source: string, options: FolderOptions, before: Earlier | undefined): Side {
  const folders = givenFolders([source], options.recursive === true, options);
  const nameOf = (path: string): string => join(sourceName(source), path);
  if (before === undefined)
    return {
      folders,
      inputs: folders.map(({ path, manifests }) => ({ name: nameOf(path), manifests: manifestsOf(manifests) })),
    };
  const was = before.isImplied && isAbsent(before.source) ? [] : folderManifests(before.source, options);
  const plans = folderPlans(before.source, source, was, folders);
  const inputs = plans.map((plan) => {
    const folder = folders.find(({ path }) => path === plan.path);
    return { name: nameOf(plan.path), manifests: manifestsOf(folder?.manifests), plan };
  });
  return { folders: [...was, ...folders], inputs };
}

/** A source that a FOLDER is compared with. */
interface Earlier {
  readonly source: string;
  /** True if the path was not written: the commit need not have it yet, and everything in the FOLDER is added. */
  readonly isImplied: boolean;
}

/**
 * Returns the source that a FOLDER is compared with.
 * @throws CommandLineError if it is one folder and there are several
 */
function earlier(against: string, sources: readonly string[], source: string): Earlier {
  const isSource = existsSync(against) || commitPath(against) !== undefined;
  if (!isSource && source === standardInput)
    throw new CommandLineError(
      `--against must be a folder for standard input, got ${quoted(against)}; write a folder or COMMIT:PATH`,
    );
  if (!isSource) return { source: `${against}:${commitPath(source)?.path ?? source}`, isImplied: true };
  if (sources.length > 1)
    throw new CommandLineError(
      `--against must be a git commit for several folders, got ${quoted(against)}; write a commit, or one folder`,
    );
  return { source: against, isImplied: false };
}
