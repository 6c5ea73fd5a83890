import { join } from 'node:path';
import { counted } from '../findings/counted';
import { Finding, findingText } from '../findings/finding';
import { DirectoryPlan, ManifestDirectory } from '../files/directory-plan';
import { prerequisites, SecretPrerequisite } from '../prerequisites/prerequisites';

/** The findings of one environment. */
export interface EnvironmentFindings {
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** An environment's objects and the directory that they are for. */
export interface RenderedEnvironment extends ManifestDirectory {
  readonly name: string;
  /** True if it holds objects for a GitOps agent, which are no environment's. */
  readonly isGitOps?: boolean;
}

const mostFilesShown = 20;

/** Returns each finding once, with the environments that have it. */
export function findingsOnce(
  failed: readonly EnvironmentFindings[],
): (Finding & { readonly environments: string[] })[] {
  const once = new Map<string, Finding & { readonly environments: string[] }>();
  for (const { name, findings } of failed) {
    for (const finding of findings) {
      const key = findingText(finding);
      const { environments } = once.get(key) ?? { environments: [] };
      once.set(key, { ...finding, environments: [...new Set([...environments, name])] });
    }
  }
  return [...once.values()];
}

/** Returns all findings, each once, under the environments that have them. `environmentCount` is the number of all environments. */
export function findingsReport(failed: readonly EnvironmentFindings[], environmentCount: number): string {
  const sections = new Map<string, string[]>();
  const findings = findingsOnce(failed);
  for (const { environments, ...finding } of findings) {
    const isEverywhere = environments.length === environmentCount && environmentCount > 1;
    const where = isEverywhere ? 'every environment' : environments.join(', ');
    sections.set(where, [...(sections.get(where) ?? []), `  ${findingText(finding)}\n`]);
  }
  const lines = [...sections].map(([where, texts]) => `\nin ${where}:\n${texts.join('')}`);
  return `${counted(findings.length, 'finding')}, nothing was written\n${lines.join('')}`;
}

/** Returns a finding for each file of a directory that is not what the program renders. */
export function outdatedFiles({ directory, changes }: DirectoryPlan): Finding[] {
  const got = { written: 'no file', changed: 'another text', removed: 'a file that it does not render' };
  const problem = { code: 'out-of-date', want: 'must be what the program renders' };
  const write = 'run without --check and commit the result';
  return changes.map(({ name, action }) => {
    const path = join(directory, name);
    return { path, file: path, ...problem, got: got[action], write };
  });
}

/** Returns the text of `--check`: for each directory whether it is what the program renders. */
export function checkReport(plans: readonly DirectoryPlan[]): string {
  const lines = plans.map((plan) =>
    plan.changes.length === 0
      ? `${plan.directory}/ is what the program renders\n`
      : `${plan.directory}/ is not what the program renders; run without --check and commit the result\n${files(plan)}`,
  );
  return lines.join('');
}

/** Returns the text after a run: the files that changed, the objects that the cluster must have, and the next commands. */
export function synthReport(
  environments: readonly RenderedEnvironment[],
  plans: readonly DirectoryPlan[],
  secretsCommand: string,
): string {
  const rendered = environments.filter(({ manifests, isGitOps }) => manifests.length > 0 && isGitOps !== true);
  const needs = rendered.map(({ name, manifests }) => ({ name, ...prerequisites(manifests) }));
  const secrets = environmentsByText(needs.map(({ name, secrets: all }) => ({ name, texts: all.map(secretText) })));
  const kinds = environmentsByText(needs.map(({ name, customResources: texts }) => ({ name, texts })));
  return [
    columns(environments, (_, index) => {
      const plan = plans[index];
      return plan === undefined ? '' : `${plan.directory}/  ${counts(plan)}\n${files(plan)}`;
    }),
    section('Secrets that the cluster must have', inPlaces(secrets, rendered.length)),
    section('Custom resources that the cluster must know', inPlaces(kinds, rendered.length)),
    `\nNext, for the cluster of an environment\n`,
    columns(rendered, ({ name, directory }) => {
      const creates = needs.some((need) => need.name === name && need.secrets.length > 0);
      return `${creates ? `${secretsCommand} ${directory}/ && ` : ''}kubectl apply -f ${directory}/\n`;
    }),
  ].join('');
}

function secretText({ namespace, name, keys }: SecretPrerequisite): string {
  return `${namespace}/${name}${keys.length === 0 ? '' : `: ${keys.map(({ key }) => key).join(', ')}`}`;
}

/** Returns each text once, with the environments that have it. */
function environmentsByText(
  environments: readonly { readonly name: string; readonly texts: readonly string[] }[],
): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, texts } of environments) {
    for (const text of new Set(texts)) names.set(text, [...(names.get(text) ?? []), name]);
  }
  return names;
}

function inPlaces(texts: ReadonlyMap<string, readonly string[]>, environmentCount: number): string[] {
  return [...texts].map(([text, names]) =>
    names.length === environmentCount ? text : `${text} (in ${names.join(', ')})`,
  );
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** Returns a line for each environment, after its name. */
function columns(
  environments: readonly RenderedEnvironment[],
  text: (environment: RenderedEnvironment, index: number) => string,
): string {
  const width = Math.max(...environments.map(({ name }) => name.length));
  return environments.map((each, index) => `  ${each.name.padEnd(width)}  ${text(each, index)}`).join('');
}

function counts({ changes, unchanged }: DirectoryPlan): string {
  const count = (wanted: string): string => `${changes.filter(({ action }) => action === wanted).length} ${wanted}`;
  return `${count('written')}, ${count('changed')}, ${count('removed')}, ${unchanged} unchanged`;
}

function files({ directory, changes }: DirectoryPlan): string {
  const signs = { written: '+', changed: '~', removed: '-' };
  const lines = changes.map(({ name, action }) => `    ${signs[action]} ${join(directory, name)}\n`);
  if (lines.length <= mostFilesShown) return lines.join('');
  return [...lines.slice(0, mostFilesShown), `    … and ${lines.length - mostFilesShown} more\n`].join('');
}
