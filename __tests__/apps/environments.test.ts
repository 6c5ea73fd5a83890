import { App } from 'cdk8s';
import { environments, production } from '../../apps/environments';
import { UserAdmin } from '../../apps/user-admin';
import { checkManifests } from '../../lib/checks/check-manifests';
import { noExceededQuota } from '../../lib/rules/quota/no-exceeded-quota';
import { field } from '../../lib/manifests/manifest';
import { render } from '../../lib/synth/render';
import { findingLines } from '../rule-findings';
import { only } from '../rendered';

test('has a namespace of its own in each environment', () => {
  expect(new Set(environments.map(({ namespace }) => namespace)).size).toBe(environments.length);
});

test('has a quota for the most pods of production, in a rollout and with a dump', () => {
  const app = new App();
  const { max } = production.backend.replicas as { readonly max: number };
  new UserAdmin(app, 'user-admin', { ...production, backend: { ...production.backend, replicas: max } });
  const manifests = render(app);
  expect(field(only(manifests, 'ResourceQuota'), 'spec', 'hard')).toHaveProperty(['requests.cpu']);
  expect(findingLines(checkManifests(manifests, [noExceededQuota]))).toEqual([]);
});
