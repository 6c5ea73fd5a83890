import { join } from 'node:path';
import { inTemporaryDirectory } from '../files/temporary-directory';
import { charts } from './chart';
import { checkedOut, commitPath } from './git-files';
import { kustomizations } from './kustomization';
import { ParsedFile, parsedManifests } from './parsed-manifests';
import { kustomized, Rendering, templated } from './rendering-program';
import { fileIn, folderOf, isReadFolder, SourceFiles } from './source-files';

/** A folder that a program renders, and the objects of it. */
export interface RenderedFolder extends ParsedFile {
  /** Its path below the source; empty for the source itself. */
  readonly path: string;
  /** True for a release of Helm. */
  readonly isRelease: boolean;
}

/** The parts of a source that are rendered. */
export interface RenderedParts {
  readonly folders: readonly RenderedFolder[];
  /** Tells whether a file is a part of a kustomization or a chart, so that it is no manifest by itself. */
  isPart(path: string): boolean;
}

/** The settings of a source that is rendered. */
interface RenderedSource {
  readonly source: string;
  readonly files: SourceFiles;
  readonly recursive: boolean;
  readonly namespace?: string;
}

/** A folder to render, and the file by which it is called in findings. */
interface Root {
  readonly folder: string;
  readonly file: string;
  /** Set for a folder that cannot be rendered alone, such as a library chart. */
  readonly skipped?: string;
  /** The chart's name; undefined for a kustomization. */
  readonly chart?: string;
}

/**
 * Renders the kustomizations and charts of a source by their programs. A kustomization that another one of the source includes is a part of that one, and what is
 * below a chart is a part of the chart. A commit is rendered in a temporary directory with all its files.
 * @throws FindingsError if the source cannot be read
 */
export function renderedParts(settings: RenderedSource): RenderedParts {
  const { source, files } = settings;
  const owners = new Set([...kustomizations(files).keys(), ...charts(files).keys()]);
  const roots = rootsOf(settings);
  const wanted = commitPath(source);
  const isInCommit = wanted !== undefined && roots.some(({ skipped }) => skipped === undefined);
  return {
    isPart: (path) => ancestors(folderOf(path)).some((folder) => owners.has(folder)),
    folders: isInCommit
      ? inTemporaryDirectory((directory) => {
          const place = checkedOut(wanted, directory);
          // Programs say where files are; their paths are those of the commit.
          const named = (text: string) => text.replaceAll(`${place.root}/`, `${wanted.commit}:`);
          return roots.map((root) => rendered(root, settings, join(place.root, place.path), named));
        })
      : roots.map((root) => rendered(root, settings, source, (text) => text)),
  };
}

function rootsOf({ files, recursive }: RenderedSource): Root[] {
  const [allCharts, all] = [charts(files), kustomizations(files)];
  const included = new Set([...all.values()].flatMap(({ includes }) => includes));
  const isBelowChart = (folder: string) =>
    ancestors(folder)
      .slice(1)
      .some((outer) => allCharts.has(outer));
  const kustomizationRoots = [...all].map(([folder, { file, isComponent }]): Root => ({
    folder,
    file,
    skipped: isComponent ? 'which is a part of other kustomizations' : undefined,
  }));
  const chartRoots = [...allCharts]
    .filter(([folder]) => !all.has(folder))
    .map(([folder, { file, name, isLibrary }]): Root => ({
      folder,
      file,
      chart: name,
      skipped: isLibrary ? 'which is a library of charts' : undefined,
    }));
  return [...kustomizationRoots, ...chartRoots].filter(
    ({ folder }) => isReadFolder(folder, recursive) && !included.has(folder) && !isBelowChart(folder),
  );
}

function rendered(
  { folder, file, chart, skipped }: Root,
  { source, namespace }: RenderedSource,
  place: string,
  named: (text: string) => string,
): RenderedFolder {
  const isRelease = chart !== undefined;
  const nothing = { path: folder, isRelease, manifests: [], findings: [], skipped: [] };
  const origin = fileIn(source, file);
  if (skipped !== undefined) return { ...nothing, skipped: [`${origin}, ${skipped}`] };
  // A folder whose name begins with a dash is no option.
  const directory = join(place, folder).replace(/^-/, './-');
  const { text, problem }: Rendering =
    chart === undefined ? kustomized(directory) : templated(directory, { name: chart, namespace });
  if (problem !== undefined) {
    const finding = { path: fileIn(source, folder), file: origin, ...problem, want: named(problem.want) };
    return { ...nothing, findings: [finding] };
  }
  const parts = chart === undefined ? [{ file: origin, text }] : templatesOf(text, fileIn(source, folder), origin);
  const parsed = parts.map((part) => parsedManifests(part.file, part.text));
  const doubledKeys = parsed.flatMap((each) => each.doubledKeys ?? []);
  return {
    path: folder,
    isRelease,
    // A line of the output is none of the file.
    manifests: parsed.flatMap(({ manifests }) => manifests.map((each) => ({ ...each, lineOf: () => undefined }))),
    findings: parsed.flatMap(({ findings }) => findings),
    doubledKeys: doubledKeys.map((each) => ({ ...each, line: undefined, want: `${each.want} of the output` })),
    skipped: parsed.flatMap((each) => each.skipped),
  };
}

/** Returns the output of Helm by the templates that it comes from, which begin with the name of the chart: `# Source: shop/templates/web.yaml`. */
function templatesOf(
  text: string,
  folder: string,
  chartFile: string,
): { readonly file: string; readonly text: string }[] {
  const [before = '', ...parts] = text.split(/^---\n# Source: [^/\n]*\/(.+)\n/m);
  const templates = parts.flatMap((part, index) =>
    index % 2 === 0 ? [{ file: join(folder, part), text: parts[index + 1] ?? '' }] : [],
  );
  return [{ file: chartFile, text: before }, ...templates];
}

/** Returns a folder and those around it, from the inside out. */
function ancestors(folder: string): string[] {
  return folder === '' ? [''] : [folder, ...ancestors(folderOf(folder))];
}
