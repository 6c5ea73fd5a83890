import { Problem, quoted } from '../findings/problem';

/** Returns the problem of a path that must begin at the root. */
export function absolutePathProblem(path: string): Problem | undefined {
  return path.startsWith('/') ? undefined : malformed(path, 'must begin with "/"', `/${path}`);
}

/** Returns the problem of a path that must stay below a folder. */
export function relativePathProblem(path: string): Problem | undefined {
  const isRelative = !path.startsWith('/') && !leadsUp(path);
  const below = path.replace(/^[./]+/, '');
  return isRelative ? undefined : malformed(path, 'must be a path below the folder, without ".."', below);
}

/** Returns the problem of a path that must not lead to the folder above. */
export function plainPathProblem(path: string): Problem | undefined {
  return leadsUp(path) ? malformed(path, 'must not hold ".."', path.replace(/^(\.\.\/)+/, '/')) : undefined;
}

function leadsUp(path: string): boolean {
  return path.split('/').includes('..');
}

function malformed(path: string, want: string, write: string): Problem {
  return { code: 'invalid-format', want, got: quoted(path), write: `write ${quoted(write === '' ? 'name' : write)}` };
}
