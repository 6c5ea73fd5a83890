import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { IConstruct } from 'constructs';
import type * as k8s from '../../../imports/k8s';
import { readRooted, rootedPath } from '../../construct/files-root';
import { isPlainObject } from '../../findings/described';
import { Problem, quoted } from '../../findings/problem';
import { Findings } from '../../findings/findings';
import { unlessThrown } from '../../findings/thrown';
import { dataKeyProblem } from '../../kubernetes/names';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { string } from '../../props/scalar';
import { named, PropsOf, Schema, typed } from '../../props/schema';
import { union } from '../../props/union';
import { SecretKey } from '../../secrets/secret-ref';
import { pathProblem, volumeName } from './mounts';
import { namespaceProblem } from '../../pods/pull-secrets';
import { secretKey, SecretObjectKey } from '../../secrets/given-secret';

const readable = object({
  /**
   * The path of a file that is read when the program runs: absolute, or relative to the root that `setFilesRoot` sets, which by default is
   * the program's package. Its lines end with LF, also in a checkout with CRLF.
   */
  from: string(),
});

const readFile: Schema<PropsOf<typeof readable>, string> = {
  wanted: readable.wanted,
  parse: (value) => {
    const parsed = readable.parse(value);
    return parsed.typed ? contentOf(parsed.value.from) : parsed;
  },
};

/** A string, the path of a file to read at synth, or a key of a Secret. */
export type FileSource = string | PropsOf<typeof readable> | SecretKey | SecretObjectKey;

/** Files by their absolute path in the container: their content, or the key of a Secret. */
export type Files = Readonly<Record<string, string | SecretKey>>;

const fileSource = named<FileSource, string | SecretKey>(union([string(), readFile, secretKey]));

/** The props of files. */
export const files = object({
  /**
   * Files by their absolute path in the container: a string, a file that is read when the program runs, or a key of a Secret. Each file's
   * directory is mounted as a whole, and read-only. A changed string rolls the pods; a changed Secret appears in place.
   * @default - none
   */
  files: record(string({ check: filePathProblem }), fileSource, { default: {} }),
  /**
   * Files as in `files`, each mounted alone (`subPath`) over the one of the image, so that its directory keeps what else is in it. A changed
   * string rolls the pods; a changed Secret reaches pods that start after it.
   * @default - none
   */
  singleFiles: record(string({ check: singlePathProblem }), fileSource, { default: {} }),
});

/** The files of volumes: in directories that are mounted as a whole, and mounted alone. */
export interface VolumeFiles {
  readonly files: Files;
  /** @default - none */
  readonly singleFiles?: Files;
}

// A ConfigMap holds 1 MiB with its keys.
const largestConfigMap = 1000 * 1024;

/** Returns props with the absolute paths of the files that a construct reads. Props of other types are left as they are. */
export function withFilesRoot<Given extends PropsOf<typeof files>>(construct: IConstruct, given: Given): Given {
  return unlessThrown(given, () => {
    if (!isPlainObject(given)) return given;
    const rooted = Object.keys(files.entries).flatMap((prop) => {
      const sources = given[prop as keyof Given];
      return isPlainObject(sources) ? [[prop, rootedSources(construct, sources)] as const] : [];
    });
    return { ...given, ...Object.fromEntries(rooted) };
  });
}

function rootedSources(construct: IConstruct, sources: object): Record<string, unknown> {
  const rooted = Object.entries(sources).map(([path, source]: [string, unknown]) => {
    const from = isPlainObject(source) ? source.from : undefined;
    return [path, typeof from === 'string' ? { ...(source as object), from: rootedPath(construct, from) } : source];
  });
  return Object.fromEntries(rooted) as Record<string, unknown>;
}

/** Returns the name of the ConfigMap with the texts of a service's or a job's files. */
export function filesName(owner: string): string {
  return `${owner}-files`;
}

/** Returns the ConfigMap's data: every text under a key that is made of its path. */
export function fileTexts(files: VolumeFiles): Record<string, string> {
  const all = fileVolumesOf(files).flatMap(({ inside }) => inside);
  return Object.fromEntries(
    all.flatMap(({ file, source }) => (typeof source === 'string' ? [[dataKey(file), source]] : [])),
  );
}

/** Returns an annotation of the pods that changes with the texts, so that a changed file rolls them; empty without texts. */
export function filesChecksum(files: VolumeFiles): Record<string, string> {
  const texts = fileTexts(files);
  if (Object.keys(texts).length === 0) return {};
  return { 'checksum/files': createHash('sha256').update(JSON.stringify(texts)).digest('hex') };
}

/**
 * Returns one projected volume for each directory, and for each file that is mounted alone. `configMapOf` returns the name of the ConfigMap
 * with the text of a path.
 */
export function fileVolumes(files: VolumeFiles, configMapOf: (path: string) => string): k8s.Volume[] {
  return fileVolumesOf(files).map(({ mountPath, inside }) => {
    const texts = new Map<string, { key: string; path: string }[]>();
    const secrets: k8s.VolumeProjection[] = [];
    for (const { file, source, path } of inside) {
      if (typeof source === 'string') {
        const name = configMapOf(file);
        texts.set(name, [...(texts.get(name) ?? []), { key: dataKey(file), path }]);
      } else secrets.push({ secret: { name: source.secretName, items: [{ key: source.key, path }] } });
    }
    const configMaps = [...texts].map(([name, items]) => ({ configMap: { name, items } }));
    return { name: volumeName(mountPath), projected: { defaultMode: 0o444, sources: [...configMaps, ...secrets] } };
  });
}

/** Returns the mounts of the volumes. */
export function fileMounts(files: VolumeFiles): k8s.VolumeMount[] {
  return fileVolumesOf(files).map(({ mountPath, subPath }) => ({
    name: volumeName(mountPath),
    mountPath,
    subPath,
    readOnly: true,
  }));
}

/** Returns the directories that are mounted. */
export function fileDirectories(files: Files): string[] {
  const found = [...new Set(Object.keys(files).map((path) => posix.dirname(path)))];
  return found.filter((path) => !found.some((other) => path !== other && path.startsWith(`${other}/`)));
}

/** Reports Secrets of another namespace, and texts that do not fit in the ConfigMap. */
export function checkFiles(
  findings: Findings,
  { props, namespace }: { readonly props: VolumeFiles; readonly namespace: string | undefined },
): void {
  let bytes = 0;
  const keys = new Map<string, string>();
  for (const [place, path, source] of placedFiles(props)) {
    if (source instanceof SecretKey) {
      findings.add(place, namespaceProblem(source.namespace, namespace));
      continue;
    }
    bytes += Buffer.byteLength(source);
    const key = dataKey(path);
    const other = keys.get(key);
    const want = `must not have the ConfigMap's key of ${quoted(other)}, ${quoted(key)}`;
    if (other !== undefined) findings.add(place, { code: 'not-unique', want, write: 'write another path' });
    keys.set(key, path);
  }
  if (bytes <= largestConfigMap) return;
  const want = 'must have at most 1000 KiB of text together, the most a ConfigMap holds';
  findings.add('files', { code: 'out-of-range', want, got: `${bytes} bytes`, write: 'put them into the image' });
}

function placedFiles({ files, singleFiles = {} }: VolumeFiles) {
  return Object.entries({ files, singleFiles }).flatMap(([prop, group]) =>
    Object.entries(group).map(([path, source]) => [`${prop}[${quoted(path)}]`, path, source] as const),
  );
}

/** A volume: a directory with the files in it and below it, or one file. */
interface FileVolume {
  readonly mountPath: string;
  /** The path of the one file in the volume. */
  readonly subPath?: string;
  /** The files, each with its path in the volume. */
  readonly inside: readonly { readonly file: string; readonly path: string; readonly source: string | SecretKey }[];
}

function fileVolumesOf({ files, singleFiles = {} }: VolumeFiles): FileVolume[] {
  const directories = fileDirectories(files).map((mountPath) => ({
    mountPath,
    inside: Object.entries(files)
      .filter(([file]) => file.startsWith(`${mountPath}/`))
      .map(([file, source]) => ({ file, path: file.slice(mountPath.length + 1), source })),
  }));
  const alone = Object.entries(singleFiles).map(([file, source]) => {
    const path = posix.basename(file);
    return { mountPath: file, subPath: path, inside: [{ file, path, source }] };
  });
  return [...directories, ...alone];
}

function contentOf(path: string): ReturnType<typeof readFile.parse> {
  const read = readRooted(path, 'write the path of a file, or set its root with setFilesRoot');
  if (read.bytes === undefined) return typed('', [{ at: 'from', ...read.problem }]);
  const { bytes } = read;
  if (!isUtf8(bytes)) {
    const want = 'must be UTF-8 text';
    const write = 'put the file into the image';
    return typed('', [{ at: 'from', code: 'invalid-format', want, got: 'other bytes', write }]);
  }
  // A file with NUL is binary for git, which leaves its line ends as they are.
  return typed(bytes.includes(0) ? bytes.toString() : bytes.toString().replaceAll('\r\n', '\n'));
}

function dataKey(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '')
    .join('_')
    .replace(/[^-._a-zA-Z0-9]/g, '-');
}

/** Returns the problem of the path of a file. */
export function filePathProblem(path: string): Problem | undefined {
  const problem = singlePathProblem(path);
  if (problem !== undefined) return problem;
  if (posix.dirname(path) !== '/') return pathProblem(posix.dirname(path));
  const want = 'must be in a directory of its own, for the whole directory is mounted';
  return { code: 'invalid-value', want, got: quoted(path), write: `write "/etc/app${path}"` };
}

function singlePathProblem(path: string): Problem | undefined {
  return pathProblem(path) ?? dataKeyProblem(dataKey(path));
}
