import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parsedManifests, ReadManifest } from '../files/parsed-manifests';
import { FindingsError } from '../manifests/findings-error';

// The files that `kubectl apply -f DIR` reads: those of the directory itself, not of the ones below it.
const extensions = ['.yaml', '.yml', '.json'];

/**
 * The objects of a directory, in the order in which kubectl reads them.
 * @throws FindingsError if the directory cannot be read, has no object in it, or a file holds something else
 */
export function readManifests(directory: string): readonly ReadManifest[] {
  const findings: string[] = [];
  const manifests = filesOf(directory).flatMap((file) => readFile(file, findings));
  if (findings.length > 0) throw new FindingsError(findings);
  if (manifests.length > 0) return manifests;
  throw new FindingsError([`[${directory}] holds no Kubernetes objects; render them first, with npm run synth`]);
}

function filesOf(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && extensions.includes(extname(entry.name)))
      .map((entry) => join(directory, entry.name))
      .sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    throw new FindingsError([
      `[${directory}] cannot be read as a directory, ${systemCode(error)}; render it first, with npm run synth`,
    ]);
  }
}

function readFile(file: string, findings: string[]): readonly ReadManifest[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    findings.push(`[${file}] cannot be read, ${systemCode(error)}; make it readable`);
    return [];
  }
  return parsedManifests(file, text, findings);
}

function systemCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
