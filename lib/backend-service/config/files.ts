import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { Findings, shown } from '../../findings/findings';
import { dataKeyProblem } from '../../kubernetes/names';
import { either, mapOf, optional, record, Shapes, text } from '../../props/shape';
import { SecretKey } from '../../secrets/secret-ref';
import { secretKeyProblem, secretKeyShape } from './environment-variables';
import { pathProblem } from './mounts';
import { volumeName } from './volumes';

export interface FilesProps {
  /**
   * Files by their absolute path in the container: a text, a file that is read when the program runs, or a key of a Secret. Each
   * file's directory is mounted as a whole, and read-only. A changed text rolls the pods; a changed Secret appears in place.
   * @default - none
   */
  readonly files?: Readonly<Record<string, FileSource>>;
}

/** A text, the path of a file to read at synth, or a key of a Secret. */
export type FileSource = string | { readonly from: string } | SecretKey;

export const filesShapes: Shapes<FilesProps> = {
  files: optional(mapOf(either(text, record({ from: text }), secretKeyShape))),
};

/** The files of one directory and of those below it, by their path in it. */
interface Directory {
  readonly path: string;
  readonly texts: readonly { readonly path: string; readonly key: string; readonly text: string }[];
  readonly secrets: readonly { readonly path: string; readonly key: SecretKey }[];
}

// A ConfigMap holds 1 MiB with its keys.
const largestConfigMap = 1000 * 1024;

/** The ConfigMap's data: every text under a key that is made of its path. */
export function fileTexts(props: FilesProps): Record<string, string> {
  const texts = directories(props).flatMap(({ texts: list }) => list);
  return Object.fromEntries(texts.map(({ key, text: content }) => [key, content]));
}

/** An annotation of the pods that changes with the texts, so that a changed file rolls them; empty without texts. */
export function filesChecksum(props: FilesProps): Record<string, string> {
  const texts = fileTexts(props);
  if (Object.keys(texts).length === 0) return {};
  return { 'checksum/files': createHash('sha256').update(JSON.stringify(texts)).digest('hex') };
}

/** One projected volume a directory. */
export function fileVolumes(props: FilesProps, configMap: string): k8s.Volume[] {
  return directories(props).map(({ path, texts, secrets }) => ({
    name: volumeName(path),
    projected: {
      defaultMode: 0o444,
      sources: [
        ...(texts.length === 0
          ? []
          : [{ configMap: { name: configMap, items: texts.map(({ path: file, key }) => ({ key, path: file })) } }]),
        ...secrets.map(({ path: file, key }) => ({
          secret: { name: key.secretName, items: [{ key: key.key, path: file }] },
        })),
      ],
    },
  }));
}

/** The mounts of the directories. */
export function fileMounts(props: FilesProps): k8s.VolumeMount[] {
  return directories(props).map(({ path }) => ({ name: volumeName(path), mountPath: path, readOnly: true }));
}

/** The directories that are mounted. */
export function fileDirectories(props: FilesProps): string[] {
  const found = [...new Set(Object.keys(props.files ?? {}).map((path) => posix.dirname(path)))];
  return found.filter((path) => !found.some((other) => path !== other && path.startsWith(`${other}/`)));
}

/** Reports paths that cannot be mounted, and sources that are none. */
export function checkFiles(findings: Findings, props: FilesProps, namespace: string | undefined): void {
  let bytes = 0;
  const keys = new Map<string, string>();
  for (const [path, source] of Object.entries(props.files ?? {})) {
    const add = (problem: Problem | undefined): void => {
      findings.add(`files ${shown(path)}`, problem);
    };
    add(pathProblem(path) ?? rootProblem(path));
    if (source instanceof SecretKey) {
      add(secretKeyProblem(source, namespace));
      continue;
    }
    const { content, fault } = read(source);
    if (fault !== undefined)
      add({ code: 'invalid-value', want: `cannot be read: ${fault}`, write: 'write the path of a file' });
    if (content.includes('\uFFFD'))
      add({
        code: 'invalid-value',
        want: 'must be UTF-8 text',
        got: 'other bytes',
        write: 'put the file into the image',
      });
    bytes += Buffer.byteLength(content);
    const key = dataKey(path);
    add(dataKeyProblem(key));
    const other = keys.get(key);
    if (other !== undefined)
      add({
        code: 'invalid-value',
        want: `must not have the ConfigMap's key of ${shown(other)}, ${shown(key)}`,
        write: 'write another path',
      });
    keys.set(key, path);
  }
  if (bytes > largestConfigMap) {
    findings.add('files', {
      code: 'out-of-range',
      want: 'must have at most 1000 KiB of text together, the most a ConfigMap holds',
      got: `${bytes} bytes`,
      write: 'put them into the image',
    });
  }
}

function directories(props: FilesProps): Directory[] {
  const files = Object.entries(props.files ?? {});
  return fileDirectories(props).map((path) => {
    const below = files.filter(([file]) => file.startsWith(`${path}/`));
    const relative = (file: string): string => file.slice(path.length + 1);
    return {
      path,
      texts: below.flatMap(([file, source]) =>
        source instanceof SecretKey ? [] : [{ path: relative(file), key: dataKey(file), text: read(source).content }],
      ),
      secrets: below.flatMap(([file, source]) =>
        source instanceof SecretKey ? [{ path: relative(file), key: source }] : [],
      ),
    };
  });
}

function read(source: Exclude<FileSource, SecretKey>): { readonly content: string; readonly fault?: string } {
  if (typeof source === 'string') return { content: source };
  try {
    return { content: readFileSync(source.from, 'utf8') };
  } catch (error) {
    return { content: '', fault: (error as Error).message };
  }
}

function dataKey(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '')
    .join('_')
    .replace(/[^-._a-zA-Z0-9]/g, '-');
}

function rootProblem(path: string): Problem | undefined {
  if (posix.dirname(path) !== '/') return pathProblem(posix.dirname(path));
  return {
    code: 'not-unique',
    want: 'must be in a directory of their own, for the whole directory is mounted',
    got: shown(path),
    write: `write "/etc/app${path}"`,
  };
}
