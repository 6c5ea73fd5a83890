import { KubernetesManifest, textField } from '../../manifests/manifest';

/** A program that runs objects at a moment of a release, and deletes the last one of a name before it makes the next. */
interface HookProgram {
  readonly annotation: string;
  /** The moments that a release or a sync has. */
  readonly moments: readonly string[];
  readonly deletion: string;
  /** The policies by which none of the name is left, the first one by default. */
  readonly deletions: readonly string[];
}

const programs: readonly HookProgram[] = [
  {
    annotation: 'helm.sh/hook',
    moments: ['pre-install', 'post-install', 'pre-upgrade', 'post-upgrade'],
    deletion: 'helm.sh/hook-delete-policy',
    deletions: ['before-hook-creation', 'hook-succeeded'],
  },
  {
    annotation: 'argocd.argoproj.io/hook',
    moments: ['PreSync', 'Sync', 'PostSync'],
    deletion: 'argocd.argoproj.io/hook-delete-policy',
    deletions: ['BeforeHookCreation', 'HookSucceeded'],
  },
];

/** Tells whether Helm or Argo CD runs an object at some moment, and it is no part of what lasts: a test, a migration. */
export function isHook(manifest: KubernetesManifest): boolean {
  return programs.some(({ annotation }) => optionsOf(manifest, annotation).length > 0);
}

/** Tells whether a hook does not run when its release is installed, upgraded or synced: a test, one for a deletion. */
export function isHookForLater(manifest: KubernetesManifest): boolean {
  return (
    isHook(manifest) &&
    programs.every(({ annotation, moments }) =>
      optionsOf(manifest, annotation).every((moment) => !moments.includes(moment)),
    )
  );
}

/** Tells whether a program deletes an object and makes it again, rather than change it: a hook, or one that Argo CD or Flux is to replace by force. */
export function isRecreated(manifest: KubernetesManifest): boolean {
  const options = optionsOf(manifest, 'argocd.argoproj.io/sync-options');
  const isForced =
    ['Force=true', 'Replace=true'].every((option) => options.includes(option)) ||
    /^enabled$/i.test(textField(manifest.metadata.annotations, 'kustomize.toolkit.fluxcd.io/force') ?? '');
  return (
    isForced ||
    programs.some(({ annotation, deletion, deletions }) => {
      const [written, [byDefault]] = [optionsOf(manifest, deletion), deletions];
      const found = written.length > 0 ? written : [byDefault];
      return optionsOf(manifest, annotation).length > 0 && found.some((each) => deletions.includes(each ?? ''));
    })
  );
}

/** The options of an annotation, in a list with commas. */
function optionsOf({ metadata }: KubernetesManifest, annotation: string): string[] {
  return (textField(metadata.annotations, annotation) ?? '')
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option !== '');
}
