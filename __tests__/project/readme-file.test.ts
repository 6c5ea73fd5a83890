import { readmeFile } from '../../lib/project/readme-file';
import { Choices, projectOf } from './choices';

const choices: Choices = { environments: 2, mongo: true, applyWith: 'kubectl', secrets: false, ready: false };

/** The commands that apply the project, and the sentence about them. */
function applied(changed: Partial<Choices>): readonly string[] {
  const readme = readmeFile(projectOf({ ...choices, ...changed }));
  return (readme.split('## Apply it\n\n')[1] ?? '').split('\n').filter((line) => !/^(```)?$/.test(line));
}

test('applies each environment with kubectl, Secrets first', () => {
  expect(applied({})).toEqual([
    'npm run secrets -- dist/staging/',
    'kubectl apply -f dist/staging/',
    'kubectl -n shop-staging rollout status statefulset/mongo deployment/shop',
    'npm run secrets -- dist/production/',
    'kubectl apply -f dist/production/',
    'kubectl -n shop-production rollout status statefulset/mongo deployment/shop',
    '`kubectl apply` deletes nothing: the plan prints the commands that delete what is no longer rendered.',
  ]);
});

test('applies a backend without a database and Secrets in one command', () => {
  expect(applied({ environments: 1, mongo: false }).slice(0, 2)).toEqual([
    'kubectl apply -f dist/',
    'kubectl -n shop rollout status deployment/shop',
  ]);
});

test('points Argo CD at all environments', () => {
  expect(applied({ applyWith: 'argocd' }).slice(0, 3)).toEqual([
    'npm run secrets -- dist/staging/',
    'npm run secrets -- dist/production/',
    'kubectl apply -f gitops/argocd/',
  ]);
});

test('points the Flux of each cluster at its environment', () => {
  expect(applied({ applyWith: 'flux' }).slice(0, 4)).toEqual([
    'npm run secrets -- dist/staging/',
    'kubectl apply -f gitops/flux/staging/',
    'npm run secrets -- dist/production/',
    'kubectl apply -f gitops/flux/production/',
  ]);
});

test('is one page', () => {
  expect(readmeFile(projectOf(choices)).split('\n').length).toBeLessThan(50);
});
