import { deletionReading } from '../../../lib/status/objects/deletion';
import { object, said } from '../played-view';

const deletionTimestamp = '2026-11-27T14:00:00Z';
const textsOf = (each: ReturnType<typeof object>) => said(deletionReading(each) ?? { notes: [{ text: 'stays' }] });

test('names the finalizer that holds a deletion, and what a namespace still has', () => {
  expect(textsOf(object('v1', 'ConfigMap', 'a'))).toEqual(['note: stays']);
  expect(textsOf(object('v1', 'Pod', 'a', { metadata: { deletionTimestamp } }))).toEqual([
    `waits: is being deleted since ${deletionTimestamp}`,
  ]);
  const message = 'Some resources are remaining: widgets.example.com has 1 resource instances';
  const namespace = object('v1', 'Namespace', 'shop', {
    metadata: { namespace: undefined, deletionTimestamp },
    spec: { finalizers: ['kubernetes'] },
    status: { conditions: [{ type: 'NamespaceContentRemaining', status: 'True', message }] },
  });
  expect(textsOf(namespace)).toEqual([
    `deletion: is being deleted since ${deletionTimestamp}, and the finalizer kubernetes holds it: ${message}; its controller removes it, if it runs > kubectl describe namespace shop`,
  ]);
});
