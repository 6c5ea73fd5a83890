import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { diskMode, Mounts } from './mounts';

/** A backend, as far as its disks depend on it. */
interface DiskBackend {
  readonly mounts: Mounts;
  readonly props: {
    readonly strategy: string;
    readonly replicas: number | { readonly max: number };
    readonly migration?: object;
    readonly cronJobs: Readonly<Record<string, unknown>>;
    readonly jobs: Readonly<Record<string, unknown>>;
  };
}

/** Reports disks that a second pod would wait for: one of a rollout, one of several replicas, or one of a Job. */
export function checkDisks(findings: Findings, { mounts, props }: DiskBackend): void {
  for (const [path, mount] of Object.entries(mounts)) {
    const mode = diskMode(mount);
    if (mode === undefined) continue;
    const place = `mounts[${quoted(path)}]`;
    findings.add(`${place}.claim.accessMode`, podsProblem(mode, props));
    const want = `must be left out beside the disk of ${place}, which the service has and its pod would wait for`;
    if (props.migration !== undefined)
      findings.add('migration', { code: 'conflict', want, write: 'write it as one of initContainers' });
    for (const group of ['cronJobs', 'jobs'] as const)
      for (const job of Object.keys(props[group]))
        findings.add(`${group}[${quoted(job)}]`, { code: 'conflict', want, write: 'run it in the service' });
  }
}

/** Returns the problem of a disk of several pods, in whichever way there are several. */
function podsProblem(mode: string, { strategy, replicas }: DiskBackend['props']): Problem | undefined {
  if (strategy === 'Recreate' && typeof replicas === 'number' && replicas <= 1) return undefined;
  const number = typeof replicas === 'number' ? String(replicas) : `up to ${replicas.max}`;
  return {
    code: 'conflict',
    want: 'needs strategy "Recreate" and replicas 1, because one pod at a time can have the disk',
    got: `${quoted(mode)} with strategy ${quoted(strategy)} and replicas ${number}`,
    write: 'write these two, or "ReadWriteMany"',
  };
}
