import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { ComposeDatabase, composeSource } from '../../adopt/compose/compose-source';
import { composeFile, dnsName, isCompose } from '../../adopt/compose/compose-file';
import { quoted } from '../../findings/problem';
import { FindingsError } from '../../findings/findings-error';
import { findingsOf, givenFolders, manifestsOf, skippedText } from '../../folders/folder-manifests';
import { sourceName, standardInput } from '../../folders/standard-input';
import { isNamespaced } from '../../manifests/kinds';
import { KubernetesManifest, objectName } from '../../manifests/manifest';
import { CommandLineError } from '../given-options';
import { kubectlContext } from '../kubectl';
import { readingOptions } from '../source-options';
import { Terminal } from '../terminal';
import { liveNamespace } from './live-namespace';

/** The source of an adoption: its objects, and a database that no cluster has yet. */
export interface AdoptSource {
  /** The source as the plan names it. */
  readonly title: string;
  readonly objects: readonly KubernetesManifest[];
  readonly database?: ComposeDatabase;
  /** True if the objects are in no cluster yet. */
  readonly isNew?: boolean;
  readonly notes: readonly string[];
}

/** The options by which a source is read. */
interface SourceOptions {
  readonly namespace?: string;
  readonly context?: string;
  readonly recursive: boolean;
  readonly render: boolean;
}

/**
 * Reads the source of an adoption: manifests, a compose file, or a namespace of a cluster if there is no other.
 * @throws CommandLineError if neither a source nor a namespace is given, or if objects have no namespace
 * @throws FindingsError if it cannot be read
 */
export async function adoptSource(
  source: string | undefined,
  options: SourceOptions,
  terminal: Terminal,
): Promise<AdoptSource> {
  const { namespace, context, recursive } = options;
  const reading = await readingOptions(options, source === undefined ? [] : [source], terminal);
  if (source === undefined) {
    if (namespace === undefined)
      throw new CommandLineError('needs a source; write a folder, a file, -, or --namespace NAME');
    const chosen = await kubectlContext(context);
    return {
      title: `context ${chosen.name}, namespace ${namespace}`,
      objects: await liveNamespace(chosen, namespace),
      notes: [],
    };
  }
  if (context !== undefined)
    throw new CommandLineError('--context is for a namespace of a cluster; leave it or SOURCE out');
  const text = source === standardInput ? reading.input : textOf(source);
  if (text !== undefined && isCompose(text)) return fromCompose(source, text, namespace);
  const folders = givenFolders([source], recursive, reading);
  terminal.complain(skippedText(folders));
  const findings = findingsOf(folders);
  if (findings.length > 0) throw new FindingsError(findings);
  const objects = folders.flatMap((folder) => manifestsOf(folder.manifests));
  const homeless = objects.find((each) => isNamespaced(each) === true && each.metadata.namespace === undefined);
  if (homeless !== undefined)
    throw new CommandLineError(
      `--namespace must be given, because ${objectName(homeless)} states none; write --namespace with the one that it is applied to`,
    );
  return { title: sourceName(source), objects, notes: [] };
}

function fromCompose(source: string, text: string, given: string | undefined): AdoptSource {
  const file = composeFile(sourceName(source), text);
  const folder = source === standardInput ? '' : basename(dirname(resolve(source)));
  const namespace = given ?? dnsName(file.project ?? folder);
  if (namespace === '')
    throw new CommandLineError(`--namespace must be given, because ${quoted(sourceName(source))} has no name`);
  const { objects, database, notes } = composeSource(file, namespace);
  return { title: sourceName(source), objects, database, notes, isNew: true };
}

/** Returns the text of a file; undefined for a folder, a commit, and for what is not there. */
function textOf(source: string): string | undefined {
  return existsSync(source) && statSync(source).isFile() ? readFileSync(source, 'utf8') : undefined;
}
