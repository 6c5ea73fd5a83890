import { App } from 'cdk8s';
import { dump } from 'js-yaml';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { render } from '../lib/synth/render';
import { findBinary } from './binary';
import { Command, run } from './command';
import { Result } from './contest';
import { Contender, Scenario } from './scenario';
import { addServices, serviceValues } from './services';

const lines = 32_000;
const files = 2000;
const objectsOfOne = 5;
const mostBytes = 300e6;

/** `check` of one file with 32,000 lines of YAML, beside kubeconform. */
export async function oneFileScenario(directory: string): Promise<Scenario> {
  const ofOne = lineCount(texts(2)) - lineCount(texts(1));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'all.yaml'), texts(Math.ceil(lines / ofOne)).join('---\n'));
  return scenario(`check: ${lines.toLocaleString('en')} lines in one file`, directory);
}

/** `check` of as many files as objects, beside kubeconform. */
export async function manyFilesScenario(directory: string): Promise<Scenario> {
  mkdirSync(directory, { recursive: true });
  for (const [index, text] of texts(files / objectsOfOne).entries())
    writeFileSync(join(directory, `${index}.yaml`), text);
  return scenario(`check: ${files.toLocaleString('en')} objects in as many files`, directory);
}

/** The sentence that says whether `check` is as fast, and as small, as it is to be. */
export function checkVerdict([ours, theirs]: readonly Result[]): { readonly text: string; readonly isMet: boolean } {
  const [own = NaN, other = NaN] = [ours, theirs].map((result) => Math.min(...(result?.seconds ?? [])));
  const isSmall = (ours?.peakBytes ?? 0) < mostBytes;
  if (theirs?.trouble !== undefined || !Number.isFinite(other))
    return { text: 'Nothing to compare with: kubeconform and its schemas are not here.\n', isMet: isSmall };
  const most = 1.5 * other + 1;
  const isMet = own < most && isSmall;
  const memory = `${Math.round((ours?.peakBytes ?? 0) / 1e6)} MB of ${mostBytes / 1e6} MB`;
  const text = `${own.toFixed(2)} s of 1.5 × ${other.toFixed(2)} s + 1 s = ${most.toFixed(2)} s, and ${memory}: ${isMet ? 'met' : 'not met'}.\n`;
  return { text, isMet };
}

/** The objects of so many services, and of their namespace. */
function texts(services: number): string[] {
  const app = new App();
  addServices(app, serviceValues(services));
  return render(app).map((manifest) => dump(manifest, { lineWidth: -1, noRefs: true }));
}

function lineCount(documents: readonly string[]): number {
  return documents.join('').split('\n').length;
}

async function scenario(title: string, directory: string): Promise<Scenario> {
  const { failure } = await run({ program: 'npm', arguments: ['run', 'build'] }, 120);
  if (failure !== undefined) throw new Error(`the package cannot be built: ${failure}`);
  return {
    title,
    contenders: [
      {
        name: '`cdk8s-backend check`',
        commands: [{ program: 'node', arguments: [resolve('build/bin/cdk8s-backend.js'), 'check', directory] }],
        outputs: [],
      },
      kubeconform(directory),
    ],
  };
}

/** kubeconform with schemas on the disk: from `KUBECONFORM_SCHEMAS`, or from the folder `schemas` beside it. */
function kubeconform(directory: string): Contender {
  const program = findBinary('kubeconform');
  const schemas = process.env.KUBECONFORM_SCHEMAS ?? (program === undefined ? '' : join(dirname(program), 'schemas'));
  return {
    name: '`kubeconform -strict`',
    commands: program === undefined || !existsSync(schemas) ? undefined : [strict(program, schemas, directory)],
    outputs: [],
  };
}

function strict(program: string, schemas: string, directory: string): Command {
  const versions = readdirSync(schemas).flatMap((name) => /^v(.+)-standalone-strict$/.exec(name)?.[1] ?? []);
  const files =
    '{{ .NormalizedKubernetesVersion }}-standalone{{ .StrictSuffix }}/{{ .ResourceKind }}{{ .KindSuffix }}.json';
  const version = versions.sort().at(-1) ?? 'master';
  return {
    program,
    arguments: ['-strict', '-kubernetes-version', version, '-schema-location', join(schemas, files), directory],
  };
}
