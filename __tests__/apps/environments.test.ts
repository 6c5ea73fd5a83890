import { App } from 'cdk8s';
import { environments, production } from '../../apps/environments';
import { UserAdmin } from '../../apps/user-admin';
import { amount } from '../../lib/kubernetes/quantity';
import { field, KubernetesManifest, listField } from '../../lib/manifests/manifest';
import { podTemplate } from '../../lib/manifests/pod-template';
import { render } from '../../lib/synth/render';
import { only } from '../rendered';

test('has a namespace of its own in each environment', () => {
  expect(new Set(environments.map(({ namespace }) => namespace)).size).toBe(environments.length);
});

test.each(['cpu', 'memory'])(
  'has a quota of %s for the most pods of production, those of a rollout and of a dump',
  (what) => {
    const app = new App();
    new UserAdmin(app, 'user-admin', production);
    const manifests = render(app);
    const most = Number(field(only(manifests, 'HorizontalPodAutoscaler'), 'spec', 'maxReplicas'));
    const counts: Record<string, number> = { StatefulSet: 3, Deployment: Math.ceil(most * 1.25), CronJob: 1 };
    const asked = manifests.map((manifest) => (counts[manifest.kind] ?? 0) * requested(manifest, what));
    const hard = field(only(manifests, 'ResourceQuota'), 'spec', 'hard', `requests.${what}`) as string;
    expect(asked.reduce((sum, each) => sum + each, 0)).toBeLessThan(amount(hard));
  },
);

function requested(manifest: KubernetesManifest, what: string): number {
  const containers = listField(podTemplate(manifest), 'spec', 'containers');
  return containers
    .map((container) => amount(field(container, 'resources', 'requests', what) as string))
    .reduce((sum, each) => sum + each, 0);
}
