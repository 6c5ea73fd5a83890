import { join } from 'node:path';
import { DirectoryPlan, isUpToDate, ManifestDirectory } from './files/directory-plan';
import { prerequisites } from './prerequisites';

/** What is wrong with one environment. */
export interface EnvironmentFindings {
  readonly name: string;
  readonly findings: readonly string[];
}

/** An environment that was rendered into a directory. */
export type RenderedEnvironment = ManifestDirectory & { readonly name: string };

const mostFilesShown = 20;

/** All findings, under the environments in which they stand. */
export function findingsReport(failed: readonly EnvironmentFindings[], environmentCount: number): string {
  const groups = new Map<string, string[]>();
  const findings = inEnvironments(failed.map(({ name, findings }) => ({ name, texts: findings })));
  for (const [finding, names] of findings) {
    const where = place(names, environmentCount);
    groups.set(where, [...(groups.get(where) ?? []), finding]);
  }
  const count = findings.size === 1 ? '1 finding' : `${findings.size} findings`;
  const sections = [...groups].map(([where, lines]) => `\n${where}:\n${lines.map((line) => `  ${line}\n`).join('')}`);
  return `${count}, nothing was written\n${sections.join('')}`;
}

/** What a `--check` found out about the directories. */
export function checkReport(plans: readonly DirectoryPlan[]): string {
  const lines = plans.map((plan) =>
    isUpToDate(plan)
      ? `${shownDirectory(plan)} is what the program renders\n`
      : `${shownDirectory(plan)} is not what the program renders; run without --check and commit the result\n${files(plan)}`,
  );
  return lines.join('');
}

/** What was written, what the cluster must have, and the next commands to type. */
export function synthReport(
  environments: readonly RenderedEnvironment[],
  plans: readonly DirectoryPlan[],
  secretsCommand: string,
): string {
  const needs = required(environments);
  const width = Math.max(...environments.map(({ name }) => name.length));
  const summaries = plans.map(
    (plan, index) =>
      `${(environments[index]?.name ?? '').padEnd(width)}  ${shownDirectory(plan)}  ${counts(plan)}\n${files(plan)}`,
  );
  const commands = [
    ...(needs.length === 0 ? [] : [secretsCommand]),
    ...plans.map((plan) => `kubectl apply -f ${shownDirectory(plan)}`),
  ];
  return [
    ...summaries,
    ...(needs.length === 0 ? [] : [`\nThe cluster must have\n`, ...needs.map((line) => `  ${line}\n`)]),
    `\nNext\n`,
    ...commands.map((line) => `  ${line}\n`),
  ].join('');
}

function required(environments: readonly RenderedEnvironment[]): string[] {
  const needs = environments.map(({ name, manifests }) => {
    const { secrets, customResources } = prerequisites(manifests);
    const keyed = secrets.map(
      (secret) => `Secret ${secret.namespace}/${secret.name}: ${secret.keys.map(({ key }) => key).join(', ')}`,
    );
    return { name, texts: [...keyed, ...customResources.map((kind) => `the custom resource definition of ${kind}`)] };
  });
  return [...inEnvironments(needs)].map(([text, names]) =>
    names.length === environments.length ? text : `${text} (${place(names, environments.length)})`,
  );
}

/** Each text once, with the environments that it stands in. */
function inEnvironments(
  environments: readonly { readonly name: string; readonly texts: readonly string[] }[],
): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, texts } of environments) {
    for (const text of new Set(texts)) names.set(text, [...(names.get(text) ?? []), name]);
  }
  return names;
}

function place(names: readonly string[], environmentCount: number): string {
  return names.length === environmentCount && environmentCount > 1 ? 'in every environment' : `in ${names.join(', ')}`;
}

function counts({ written, changed, removed, unchanged }: DirectoryPlan): string {
  return `${written.size} written, ${changed.size} changed, ${removed.length} removed, ${unchanged.length} unchanged`;
}

function files({ directory, written, changed, removed }: DirectoryPlan): string {
  const lines = [
    ...[...written.keys()].map((name) => `  + ${join(directory, name)}\n`),
    ...[...changed.keys()].map((name) => `  ~ ${join(directory, name)}\n`),
    ...removed.map((name) => `  - ${join(directory, name)}\n`),
  ];
  if (lines.length <= mostFilesShown) return lines.join('');
  return [...lines.slice(0, mostFilesShown), `  … and ${lines.length - mostFilesShown} more\n`].join('');
}

function shownDirectory({ directory }: DirectoryPlan): string {
  return `${directory.replace(/\/+$/, '')}/`;
}
