import { Finding } from '../../findings/finding';
import { Problem, quoted } from '../../findings/problem';
import { amount, bytesProblem } from '../../kubernetes/quantity';
import { field, KubernetesManifest, objectName } from '../../manifests/manifest';
import { manifestDefaults } from '../../plan/defaults/manifest-defaults';
import { fieldChanges, pathText } from '../../plan/diff/field-changes';
import { claimSizes, isSizePath, sizePath } from '../../plan/workloads/claim-sizes';
import { Claim, claimsOf, hasOtherRequest } from './claims';
import { controllerOf, isEnding, LiveSet } from './growth-steps';

/** The StorageClasses of claims by name, with whether they allow expansion; one that cannot be read is not there. */
export type Classes = ReadonlyMap<string, boolean>;

/** Returns the reasons why the claims of a StatefulSet cannot get the sizes that it is rendered with. */
export function growthFindings(wanted: KubernetesManifest, live: LiveSet, classes: Classes): Finding[] {
  return problemsOf(wanted, live, classes).map((problem) => ({ path: objectName(live.set ?? wanted), ...problem }));
}

type Placed = Problem & { readonly at?: string };

/** Each kind of problem alone, for it may be the cause of the next. */
function problemsOf(wanted: KubernetesManifest, { set, kept, claims }: LiveSet, classes: Classes): Placed[] {
  const invalid = quantityProblems(wanted);
  if (invalid.length > 0 || set === undefined) return invalid;
  const problems = setProblems(set, kept);
  if (problems.length > 0) return problems;
  const others = [...templateProblems(wanted, set), ...sizeProblems(wanted, set)];
  if (others.length > 0) return others;
  return claimsOf(set, claims).flatMap((claim) => claimProblems(wanted, claim, classes));
}

/** A StatefulSet with such a size could be deleted, and not be created again. */
function quantityProblems(wanted: KubernetesManifest): Placed[] {
  return [...claimSizes(wanted)].flatMap(([template, size]): Placed[] => {
    const problem = amount(size) > 0 ? undefined : bytesProblem(size);
    return problem === undefined ? [] : [{ at: sizePath(template), ...problem }];
  });
}

function setProblems(set: KubernetesManifest, kept: KubernetesManifest | undefined): Placed[] {
  const controller = controllerOf(set);
  if (controller !== undefined)
    return [
      {
        code: 'unsupported',
        want: `belongs to ${controller}, whose controller would recreate it`,
        write: 'write the size there',
      },
    ];
  if (!isEnding(set) || kept !== undefined) return [];
  return [{ code: 'unsupported', want: 'is being deleted', write: 'wait for its end, and apply it' }];
}

/** Other claims than before are refused by the API server, and so no apply after the growth would succeed. */
function templateProblems(wanted: KubernetesManifest, set: KubernetesManifest): Placed[] {
  const [before, after] = [set, wanted].map((each) => ({
    spec: { volumeClaimTemplates: field(each, 'spec', 'volumeClaimTemplates') },
  }));
  return fieldChanges(before, after, manifestDefaults(set))
    .filter(({ path, before: was, after: is }) => !isSizePath(path) || was === undefined || is === undefined)
    .map(({ path, before: was, after: is }) => ({
      at: pathText(path),
      code: 'unsupported',
      want: 'must be as in the cluster, for a StatefulSet keeps its claim templates and only their sizes grow',
      got: is === undefined ? 'none' : quoted(is),
      write: was === undefined ? 'leave it out' : `write ${quoted(was)}`,
    }));
}

function sizeProblems(wanted: KubernetesManifest, set: KubernetesManifest): Placed[] {
  const before = claimSizes(set);
  return [...claimSizes(wanted)].flatMap(([template, size]): Placed[] => {
    const was = before.get(template) ?? '';
    if (!(amount(size) < amount(was))) return [];
    return [tooSmall(template, size, `the cluster's ${quoted(was)}, for a volume does not shrink`, quoted(was))];
  });
}

function claimProblems(wanted: KubernetesManifest, claim: Claim, classes: Classes): Placed[] {
  const { name, template, requested, capacity, isBound, isUsed, className = '' } = claim;
  const at = `PersistentVolumeClaim ${name}`;
  const sizes = claimSizes(wanted);
  const size = sizes.get(template) ?? '';
  if (!hasOtherRequest(claim, sizes)) {
    if (amount(requested) <= amount(size)) return [];
    const isTried = amount(capacity) < amount(requested);
    const least = isTried ? `the ${quoted(requested)} that ${at} requests` : `that of ${at}, which is larger already`;
    const above = isTried ? `, or a size above its ${quoted(capacity)}` : '';
    const unused = isUsed ? '' : ', or delete the claim, which no pod has, with its data';
    return [tooSmall(template, size, least, `${quoted(requested)}${above}${unused}`)];
  }
  if (!isBound) {
    const write = isUsed ? 'wait until its pod runs' : 'delete it, since no data is in it';
    return [{ at, code: 'unsupported', want: 'must have its volume before it can grow', got: 'no volume', write }];
  }
  if (className === '')
    return [
      {
        at,
        code: 'unsupported',
        want: 'must have a StorageClass, for no driver grows a volume that an administrator has created',
        got: 'none',
        write: `write ${quoted(requested)} again, or move the data to another claim`,
      },
    ];
  if (classes.get(className) !== false) return [];
  return [
    {
      at,
      code: 'unsupported',
      want: 'must have a StorageClass with allowVolumeExpansion: true',
      got: className,
      write: `write ${quoted(requested)} again; if its driver can expand volumes, allow it in the class`,
    },
  ];
}

function tooSmall(template: string, size: string, least: string, write: string): Placed {
  const want = `must not be below ${least}`;
  return { at: sizePath(template), code: 'out-of-range', want, got: quoted(size), write: `write ${write}` };
}
