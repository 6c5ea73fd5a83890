import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { Construct, IConstruct } from 'constructs';
import { described } from '../findings/described';
import { Problem, quoted } from '../findings/problem';
import { readProblem } from '../findings/system-reason';
import { setScopeSetting } from './scope-setting';

const context = 'cdk8s-backend/files-root';

/**
 * Sets the directory of the files that an app, or any construct, reads: `files: { from }` of a BackendService, and the files of the
 * sources `sealed` and `sops`. Relative paths begin there. It must come before all constructs in it. Without it they begin at the program's
 * package, which is the nearest directory with a `package.json` above the program; never at the working directory.
 * @throws FindingsError if the scope has constructs already
 */
export function setFilesRoot(scope: Construct, directory: string): void {
  const want = 'must be an absolute path';
  const issue = { at: '', code: 'invalid-value', want, got: described(directory), write: 'write __dirname' } as const;
  setScopeSetting(scope, context, directory, 'setFilesRoot', isRoot(directory) ? [] : [issue]);
}

/** Returns the absolute path of a file that a construct reads; the path as it is if it is relative and the root is not known. */
export function rootedPath(construct: IConstruct, path: string): string {
  if (isAbsolute(path)) return path;
  const stated: unknown = construct.node.tryGetContext(context);
  const root = isRoot(stated) ? stated : packageOf(require.main?.filename ?? process.argv[1]);
  return root === undefined ? path : join(root, path);
}

/** Returns the bytes of a file, or the problem of its path. */
export function readRooted(
  path: string,
  write: string,
): { readonly bytes: Buffer } | { readonly problem: Problem; readonly bytes?: undefined } {
  const got = quoted(path);
  if (!isAbsolute(path)) {
    const want = 'must be an absolute path, for no package.json is above the program';
    return { problem: { code: 'invalid-value', want, got, write: 'state the root with setFilesRoot(app, "/…")' } };
  }
  try {
    return { bytes: readFileSync(path) };
  } catch (error) {
    return { problem: { ...readProblem(error), got, write } };
  }
}

function isRoot(value: unknown): value is string {
  return typeof value === 'string' && isAbsolute(value);
}

/** Finds the package of a program; undefined for an installed one: that is what runs the program, such as a test runner. */
function packageOf(program: string | undefined): string | undefined {
  if (program === undefined) return undefined;
  if (existsSync(join(program, 'package.json'))) return /[\\/]node_modules[\\/]/.test(program) ? undefined : program;
  return dirname(program) === program ? undefined : packageOf(dirname(program));
}
