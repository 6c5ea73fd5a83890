import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isManifestFile } from '../files/manifest-file';
import { folderManifests, manifestsOf } from '../folders/folder-manifests';
import { isAbsent } from '../folders/git-files';
import { FindingsError } from '../findings/findings-error';
import { EnvironmentPlan, environmentPlan } from '../plan/plan';
import { RenderedEnvironment } from './program-report';

/** The two sides of a program's plan. */
export interface ProgramPlanProps {
  readonly outdir: string;
  readonly environments: readonly RenderedEnvironment[];
  /** The earlier side: a commit, whose output directory counts, or a folder. */
  readonly against: string;
  /** True if these are all environments of the program, so that every other folder is of a removed one. */
  readonly isWhole: boolean;
}

/**
 * Returns the changes in each environment from the files of a commit, or of a folder, to those that the program renders. Files that
 * this library did not write do not count.
 * @throws FindingsError if the commit or the folder cannot be read
 */
export function programPlans({ outdir, environments, against, isWhole }: ProgramPlanProps): EnvironmentPlan[] {
  const isFolder = existsSync(against);
  const source = isFolder ? against : `${against}:${outdir}`;
  const folders = isAbsent(source) ? [] : folderManifests(source, { recursive: true, isChosen: isManifestFile });
  const findings = folders.flatMap((folder) => folder.findings);
  if (findings.length > 0) throw new FindingsError(findings);
  const plans = environments.map(({ name, directory, manifests }) => ({
    folder: relative(outdir, directory),
    title: `${name}: ${isFolder ? join(against, relative(outdir, directory)) : `${directory} at ${against}`} → the program`,
    manifests,
  }));
  const known = plans.map(({ folder }) => folder);
  const gone = isWhole ? folders.map(({ path }) => path).filter((folder) => !known.includes(folder)) : [];
  return [
    ...plans,
    ...gone.map((folder) => ({ folder, title: `${join(outdir, folder)} at ${against} → nothing`, manifests: [] })),
  ].map(({ folder, title, manifests }) =>
    environmentPlan(title, manifestsOf(folders.find(({ path }) => path === folder)?.manifests), manifests),
  );
}
