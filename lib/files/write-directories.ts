import { existsSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Finding } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { DirectoryPlan } from './directory-plan';
import { entriesOf } from './manifest-file';
import { systemReason, unwritable } from '../findings/system-reason';

interface Stage {
  readonly plan: DirectoryPlan;
  /** A directory inside the plan's, hence on its file system, that is gone at the end. */
  readonly path: string;
}

// A dot and no ending: neither kubectl nor a GitOps agent reads what is in it.
const stagePrefix = '.cdk8s-backend-';

/** A step back. */
interface Undo {
  readonly path: string;
  run(): void;
}

/**
 * Carries out plans, all of them or none: new texts are first written beside their places and then renamed into them, and a failure
 * puts back what was there, byte for byte.
 * @throws FindingsError if something cannot be written
 */
export function writeDirectories(plans: readonly DirectoryPlan[]): void {
  const undo: Undo[] = [];
  const stages: Stage[] = [];
  let at = '';
  try {
    for (const plan of plans) {
      at = plan.directory;
      removeLeftStages(plan.directory);
      if (plan.changes.length > 0) stages.push(stage(plan, undo));
    }
    for (const each of stages) {
      at = each.plan.directory;
      commit(each, undo);
    }
  } catch (error) {
    const findings = undone(undo);
    const kept = findings.length === 0 ? 'nothing was changed' : undefined;
    throw new FindingsError([unwritable(at, error, kept), ...findings]);
  }
  for (const { path } of stages) rmSync(path, { recursive: true, force: true });
}

function stage(plan: DirectoryPlan, undo: Undo[]): Stage {
  makeDirectory(plan.directory, undo);
  const path = mkdtempSync(join(plan.directory, `${stagePrefix}${process.pid}-`));
  undo.push({
    path,
    run: () => {
      rmSync(path, { recursive: true });
    },
  });
  for (const { name, action, text } of plan.changes)
    if (action !== 'removed') writeFileSync(join(path, `${name}.new`), text);
  return { plan, path };
}

function commit({ plan, path }: Stage, undo: Undo[]): void {
  // What is removed goes first: a new file may have its name in other letters' case.
  for (const { name, action } of [...plan.changes].reverse()) {
    const place = join(plan.directory, name);
    if (action !== 'written') move(place, join(path, `${name}.old`), undo);
    if (action !== 'removed') move(join(path, `${name}.new`), place, undo);
  }
}

function move(from: string, to: string, undo: Undo[]): void {
  renameSync(from, to);
  undo.push({
    path: from,
    run: () => {
      renameSync(to, from);
    },
  });
}

function makeDirectory(directory: string, undo: Undo[]): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory), undo);
  mkdirSync(directory);
  undo.push({
    path: directory,
    run: () => {
      rmdirSync(directory);
    },
  });
}

/** Removes what a run left that was killed: its process is gone. */
function removeLeftStages(directory: string): void {
  for (const { name } of entriesOf(directory)) {
    const [, pid] = new RegExp(`^\\${stagePrefix}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(directory, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Undoes the steps, the last one first. One that fails ends it, so that no backup is deleted that was not put back. */
function undone(undo: readonly Undo[]): Finding[] {
  for (const step of [...undo].reverse()) {
    try {
      step.run();
    } catch (error) {
      const want = `cannot be put back: ${systemReason(error)}`;
      const write = 'what it was is in a directory .cdk8s-backend-*';
      return [{ path: step.path, code: 'cannot-write', want, write }];
    }
  }
  return [];
}
