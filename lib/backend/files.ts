import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { k8s } from '../../imports/k8s';
import { Findings, shown } from '../values/findings';
import { dataKeyProblem } from '../values/names';
import { SecretKey } from '../secret-ref';
import { secretKeyProblem } from './environment-variables';
import { pathProblem, volumeName } from './mounts';

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

/** The files of one directory. */
interface Directory {
  readonly path: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretKey>>;
}

const largestConfigMap = 1024 * 1024;

/** The ConfigMap's data: every text under a key that is made of its path. */
export function fileTexts(props: FilesProps): Record<string, string> {
  return Object.fromEntries(
    directories(props).flatMap(({ path, texts }) =>
      Object.entries(texts).map(([name, text]) => [dataKey(path, name), text]),
    ),
  );
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
        ...(Object.keys(texts).length === 0
          ? []
          : [
              {
                configMap: {
                  name: configMap,
                  items: Object.keys(texts).map((name) => ({ key: dataKey(path, name), path: name })),
                },
              },
            ]),
        ...Object.entries(secrets).map(([name, key]) => ({
          secret: { name: key.secretName, items: [{ key: key.key, path: name }] },
        })),
      ],
    },
  }));
}

/** The mounts of the directories. */
export function fileMounts(props: FilesProps): k8s.VolumeMount[] {
  return directories(props).map(({ path }) => ({ name: volumeName(path), mountPath: path, readOnly: true }));
}

/** Reports paths that cannot be mounted, and sources that are none. */
export function checkFiles(findings: Findings, props: FilesProps, namespace: string | undefined): void {
  let bytes = 0;
  for (const [path, source] of Object.entries(props.files ?? {}) as [string, unknown][]) {
    findings.add(
      `files ${shown(path)}`,
      pathProblem(path) ?? rootProblem(path) ?? dataKeyProblem(posix.basename(path)),
    );
    const text = readable(source);
    if (text === undefined) findings.add(`files ${shown(path)}`, secretKeyProblem(source, namespace));
    else if (text instanceof Error) findings.add(`files ${shown(path)}`, `cannot be read: ${text.message}`);
    else bytes += Buffer.byteLength(text);
  }
  if (bytes > largestConfigMap) {
    findings.add('files', `must have at most 1 MiB of text together, the most a ConfigMap holds, got ${bytes} bytes`);
  }
}

function directories(props: FilesProps): Directory[] {
  const found = new Map<string, { texts: Record<string, string>; secrets: Record<string, SecretKey> }>();
  for (const [path, source] of Object.entries(props.files ?? {})) {
    const directory = found.get(posix.dirname(path)) ?? { texts: {}, secrets: {} };
    found.set(posix.dirname(path), directory);
    const text = readable(source);
    if (typeof text === 'string') directory.texts[posix.basename(path)] = text;
    else if (source instanceof SecretKey) directory.secrets[posix.basename(path)] = source;
  }
  return [...found].map(([path, { texts, secrets }]) => ({ path, texts, secrets }));
}

function readable(source: unknown): string | Error | undefined {
  if (typeof source === 'string') return source;
  if (typeof source !== 'object' || source === null || !('from' in source)) return undefined;
  try {
    return readFileSync(String(source.from), 'utf8');
  } catch (error) {
    return error as Error;
  }
}

function dataKey(directory: string, name: string): string {
  return [...directory.split('/').filter((part) => part !== ''), name].join('_').replace(/[^-._a-zA-Z0-9]/g, '-');
}

function rootProblem(path: string): string | undefined {
  if (posix.dirname(path) !== '/') return undefined;
  return `must be in a directory of their own, for the whole directory is mounted, got ${shown(path)}; write "/etc/app${path}"`;
}
