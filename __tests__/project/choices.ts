import { Project } from '../../lib/project/project';

/** The choices that change files of a project. */
export interface Choices {
  readonly environments: 1 | 2;
  readonly mongo: boolean;
  readonly applyWith: 'kubectl' | 'argocd' | 'flux';
  readonly secrets: boolean;
  readonly ready: boolean;
}

/** Six of the 48 projects, in which every pair of choices is. */
export const covering: readonly Choices[] = [
  { environments: 1, mongo: true, applyWith: 'kubectl', secrets: false, ready: false },
  { environments: 2, mongo: false, applyWith: 'kubectl', secrets: true, ready: true },
  { environments: 1, mongo: false, applyWith: 'argocd', secrets: true, ready: false },
  { environments: 2, mongo: true, applyWith: 'argocd', secrets: false, ready: true },
  { environments: 1, mongo: true, applyWith: 'flux', secrets: true, ready: true },
  { environments: 2, mongo: false, applyWith: 'flux', secrets: false, ready: false },
];

/** Every project that the choices allow. */
export const everyChoice: readonly Choices[] = ([1, 2] as const).flatMap((environments) =>
  [true, false].flatMap((mongo) =>
    (['kubectl', 'argocd', 'flux'] as const).flatMap((applyWith) =>
      [true, false].flatMap((secrets) =>
        [true, false].map((ready) => ({ environments, mongo, applyWith, secrets, ready })),
      ),
    ),
  ),
);

const repository = 'https://git.example.com/platform/shop.git';

/** The options of `init` for these choices, for the directory `shop`. */
export function optionsOf({ environments, mongo, applyWith, secrets, ready }: Choices): string[] {
  return [
    ...(environments === 2 ? ['--environments', 'staging,production'] : []),
    ...(mongo ? [] : ['--database', 'none']),
    ...(applyWith === 'kubectl' ? [] : ['--apply-with', applyWith, '--repository', repository]),
    ...(secrets ? ['--secret', 'API_KEY', '--secret', 'JWT_SECRET'] : []),
    ...(ready ? ['--ready', '/healthz'] : []),
  ];
}

/** The project that `init` writes for these choices. */
export function projectOf({ environments, mongo, applyWith, secrets, ready }: Choices): Project {
  return {
    name: 'shop',
    image: 'registry.example.com/shop:1.0.0',
    port: 8080,
    ready: ready ? '/healthz' : undefined,
    secrets: secrets ? ['API_KEY', 'JWT_SECRET'] : [],
    hasMongo: mongo,
    environments: environments === 2 ? ['staging', 'production'] : ['development'],
    gitops: applyWith === 'kubectl' ? undefined : { agent: applyWith, repository },
  };
}

/** The smallest project. */
export const smallest = projectOf({
  environments: 1,
  mongo: false,
  applyWith: 'kubectl',
  secrets: false,
  ready: false,
});

/** The largest project. */
export const largest = projectOf({ environments: 2, mongo: true, applyWith: 'flux', secrets: true, ready: true });
