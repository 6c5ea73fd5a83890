import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** A fixture, with the sources that it imports, as one file that mongosh's `require` loads. */
export function bundled(fixture: string): string {
  const entryPoints = [join(__dirname, 'fixtures', fixture)];
  const { outputFiles } = buildSync({ entryPoints, bundle: true, write: false, platform: 'node', format: 'cjs' });
  return outputFiles[0]?.text ?? '';
}
