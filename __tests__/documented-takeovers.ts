import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../lib';
import { manifestsOf } from '../lib/folders/folder-manifests';
import { parsedManifests } from '../lib/folders/parsed-manifests';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { valueAfter } from './documented-program';
import { rendered } from './rendered';

const root = join(__dirname, '..');

/** The page of the takeovers. */
export const takeoversPath = join(root, 'docs/coming-from.md');

/** A takeover of the page: the file of the old objects, and the program that takes their place. */
export interface Takeover {
  readonly file: string;
  readonly program: string;
}

/** The page with the text that `below` gives for the program of each section below it. */
export function withTextBelow(page: string, below: (takeover: Takeover) => string): string {
  return page.replace(
    /```ts\n((?:(?!```).)*)```\n\n```text\n(\S+)\n.*?```/gs,
    (_, program: string, file: string) =>
      `\`\`\`ts\n${program}\`\`\`\n\n\`\`\`text\n${file}\n${below({ program, file })}\`\`\``,
  );
}

/** The takeovers of the page. */
export function takeovers(): Takeover[] {
  const all: Takeover[] = [];
  withTextBelow(readFileSync(takeoversPath, 'utf8'), (takeover) => {
    all.push(takeover);
    return '';
  });
  return all;
}

/** The old objects of a takeover, as text. */
export function oldObjects({ file }: Takeover): string {
  return readFileSync(join(root, file), 'utf8');
}

/** The old objects of a takeover. */
export function oldManifests(takeover: Takeover): readonly KubernetesManifest[] {
  return manifestsOf(parsedManifests(takeover.file, oldObjects(takeover)).manifests);
}

/** The objects that the program of a takeover renders. */
export function newObjects({ program }: Takeover): readonly KubernetesManifest[] {
  return rendered((chart) => {
    valueAfter(program, 'undefined', { chart, ...library });
  });
}
