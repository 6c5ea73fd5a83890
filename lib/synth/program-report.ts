import { join } from 'node:path';
import { Finding, findingText } from '../findings/finding';
import { DirectoryPlan, isUpToDate, ManifestDirectory } from '../files/directory-plan';
import { prerequisites, SecretPrerequisite } from '../prerequisites/prerequisites';

/** The findings of one environment. */
export interface EnvironmentFindings {
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** An environment's objects and the directory that they are for. */
export interface RenderedEnvironment extends ManifestDirectory {
  readonly name: string;
  /** Whether it holds objects for a GitOps agent, which are no environment's. */
  readonly isGitOps?: boolean;
}

const mostFilesShown = 20;

/** All findings, each once, under the environments in which they stand. `environmentCount` is how many there are in all. */
export function findingsReport(failed: readonly EnvironmentFindings[], environmentCount: number): string {
  const sections = new Map<string, string[]>();
  const findings = environmentsByText(failed.map(({ name, findings: all }) => ({ name, texts: all.map(findingText) })));
  for (const [finding, names] of findings) {
    const where = names.length === environmentCount && environmentCount > 1 ? 'every environment' : names.join(', ');
    sections.set(where, [...(sections.get(where) ?? []), `  ${finding}\n`]);
  }
  const count = findings.size === 1 ? '1 finding' : `${findings.size} findings`;
  const lines = [...sections].map(([where, texts]) => `\nin ${where}:\n${texts.join('')}`);
  return `${count}, nothing was written\n${lines.join('')}`;
}

/** What `--check` found out about the directories. */
export function checkReport(plans: readonly DirectoryPlan[]): string {
  const lines = plans.map((plan) =>
    isUpToDate(plan)
      ? `${plan.directory}/ is what the program renders\n`
      : `${plan.directory}/ is not what the program renders; run without --check and commit the result\n${files(plan)}`,
  );
  return lines.join('');
}

/** What was written, what the cluster must have, and the next commands to type. */
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

/** Each text once, with the environments that it stands in. */
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

/** A line for each environment, behind its name. */
function columns(
  environments: readonly RenderedEnvironment[],
  text: (environment: RenderedEnvironment, index: number) => string,
): string {
  const width = Math.max(...environments.map(({ name }) => name.length));
  return environments.map((each, index) => `  ${each.name.padEnd(width)}  ${text(each, index)}`).join('');
}

function counts({ written, changed, removed, unchanged }: DirectoryPlan): string {
  return `${written.size} written, ${changed.size} changed, ${removed.length} removed, ${unchanged.length} unchanged`;
}

function files({ directory, written, changed, removed }: DirectoryPlan): string {
  const lines = [
    ...[...written.keys()].map((name) => `    + ${join(directory, name)}\n`),
    ...[...changed.keys()].map((name) => `    ~ ${join(directory, name)}\n`),
    ...removed.map((name) => `    - ${join(directory, name)}\n`),
  ];
  if (lines.length <= mostFilesShown) return lines.join('');
  return [...lines.slice(0, mostFilesShown), `    … and ${lines.length - mostFilesShown} more\n`].join('');
}
