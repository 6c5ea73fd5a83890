import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';

const service = (selector: object | undefined, more: object = {}): KubernetesManifest =>
  object('Service', { spec: { selector, ...more } }, { name: 'orders' });
const pods = (labels: object, name = 'api'): KubernetesManifest =>
  object('Deployment', { spec: { template: { metadata: { labels } } } }, { name });

function messages(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === 'leaves-service-empty').map(({ message }) => message),
  );
}

test('says that the selector of a Service selects none of the pods that are there', () => {
  expect(
    messages([service({ app: 'api' }), pods({ app: 'api' })], [service({ app: 'apii' }), pods({ app: 'api' })]),
  ).toEqual(['it selects no pods any more; it had those of Deployment shop/api']);
});

test('says that pods have other labels than a Service selects', () => {
  const selected = service({ app: 'api', tier: 'web' });
  expect(
    messages([selected, pods({ app: 'api', tier: 'web' })], [selected, pods({ app: 'api', tier: 'back' })]),
  ).toEqual(['Service shop/orders selects no pods any more']);
});

test.each([
  ['other pods take their place', [service({ app: 'b' }), pods({ app: 'a' }), pods({ app: 'b' }, 'b')]],
  ['the pods go too', [service({ app: 'b' })]],
  ['others keep its endpoints', [service(undefined), pods({ app: 'a' })]],
  ['it is another name for a host', [service({ app: 'a' }, { type: 'ExternalName' }), pods({ app: 'a' })]],
  ['its selector asks for less', [service({ app: 'a' }), pods({ app: 'a' })]],
])('says nothing if %s', (_, after) => {
  expect(messages([service({ app: 'a', tier: 'web' }), pods({ app: 'a', tier: 'web' })], after)).toEqual([]);
});

test('says nothing of a Service that selected none before', () => {
  expect(messages([service({ app: 'x' }), pods({ app: 'a' })], [service({ app: 'y' }), pods({ app: 'a' })])).toEqual(
    [],
  );
});
