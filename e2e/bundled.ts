import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { repository } from './environment';

const built = join(repository, 'node_modules', '.cache', 'cdk8s-backend');

/** Bundles programs with all that they import, each as one file that node runs, and gives the paths by the programs' names. */
export function builtPrograms<Name extends string>(sources: Readonly<Record<Name, string>>): Record<Name, string> {
  buildSync({ entryPoints: sources, bundle: true, platform: 'node', outdir: built, logLevel: 'warning' });
  const paths = Object.keys(sources).map((name) => [name, join(built, `${name}.js`)]);
  return Object.fromEntries(paths) as Record<Name, string>;
}

/** The source of the package's command. */
export const commandSource = join(repository, 'bin', 'cdk8s-backend.ts');

/** A fixture, with the sources that it imports, as one file that mongosh's `require` loads. */
export function bundled(fixture: string): string {
  const entryPoints = [join(__dirname, 'fixtures', fixture)];
  const { outputFiles } = buildSync({ entryPoints, bundle: true, write: false, platform: 'node', format: 'cjs' });
  return outputFiles[0]?.text ?? '';
}
