import { mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DirectoryPlan, isUpToDate } from './directory-plan';
import { FindingsError } from './findings-error';
import { systemReason } from './system-reason';

interface Stage {
  readonly plan: DirectoryPlan;
  /** A directory inside the plan's, hence on its file system, that is gone at the end. */
  readonly path: string;
}

/**
 * Carries out plans, all of them or none: new texts are first written beside their places and then renamed into them, and a failure
 * puts back what was there, byte for byte.
 * @throws FindingsError if something cannot be written
 */
export function writeDirectories(plans: readonly DirectoryPlan[]): void {
  const undo: (() => void)[] = [];
  let at = '';
  try {
    const stages: Stage[] = [];
    for (const plan of plans) {
      if (isUpToDate(plan)) continue;
      at = plan.directory;
      stages.push(stage(plan, undo));
    }
    for (const each of stages) {
      at = each.plan.directory;
      commit(each, undo);
    }
    for (const { path } of stages) {
      at = path;
      rmSync(path, { recursive: true });
    }
  } catch (error) {
    const lost = undone(undo);
    throw new FindingsError([`[${at}] cannot be written: ${systemReason(error)}; nothing was changed`, ...lost]);
  }
}

function stage(plan: DirectoryPlan, undo: (() => void)[]): Stage {
  makeDirectory(plan.directory, undo);
  const path = mkdtempSync(join(plan.directory, '.cdk8s-backend-'));
  undo.push(() => {
    rmSync(path, { recursive: true });
  });
  for (const [name, text] of [...plan.written, ...plan.changed]) writeFileSync(join(path, `${name}.new`), text);
  return { plan, path };
}

function commit({ plan, path }: Stage, undo: (() => void)[]): void {
  for (const name of plan.removed) move(join(plan.directory, name), join(path, `${name}.old`), undo);
  for (const name of plan.changed.keys()) {
    move(join(plan.directory, name), join(path, `${name}.old`), undo);
    move(join(path, `${name}.new`), join(plan.directory, name), undo);
  }
  for (const name of plan.written.keys()) move(join(path, `${name}.new`), join(plan.directory, name), undo);
}

function move(from: string, to: string, undo: (() => void)[]): void {
  renameSync(from, to);
  undo.push(() => {
    renameSync(to, from);
  });
}

function makeDirectory(directory: string, undo: (() => void)[]): void {
  const first = mkdirSync(directory, { recursive: true });
  if (first === undefined) return;
  undo.push(() => {
    for (let each = directory; each.length >= first.length; each = dirname(each)) rmdirSync(each);
  });
}

/** Undoes the steps, the last one first; what could not be undone, as findings. */
function undone(undo: readonly (() => void)[]): string[] {
  return [];
}
