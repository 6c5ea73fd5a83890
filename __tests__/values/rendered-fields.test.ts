import { ApiObject, App, Chart } from 'cdk8s';
import { k8s } from '../../imports/k8s';
import { addRenderedFields } from '../../lib/values/rendered-fields';

function podSpec(patch: Record<string, unknown>): unknown {
  const pod = new k8s.KubePod(new Chart(new App(), 'chart'), 'pod', {
    metadata: { name: 'pod' },
    spec: { containers: [{ name: 'a', image: 'a:1' }, { name: 'b' }], nodeName: 'n' },
  });
  addRenderedFields(pod, { spec: patch });
  return (pod.toJson() as { spec: unknown }).spec;
}

test('keeps a field that is newer than the typed classes', () => {
  expect(podSpec({ hostUsers: false, schedulingGroup: 'x' })).toEqual({
    containers: [{ name: 'a', image: 'a:1' }, { name: 'b' }],
    nodeName: 'n',
    hostUsers: false,
    schedulingGroup: 'x',
  });
});

test('merges lists of maps item by item', () => {
  expect(podSpec({ containers: [{ lifecycle: { preStop: { sleep: { seconds: 5 } } } }, {}] })).toMatchObject({
    containers: [{ name: 'a', image: 'a:1', lifecycle: { preStop: { sleep: { seconds: 5 } } } }, { name: 'b' }],
  });
});

test('replaces a list of another length', () => {
  expect(podSpec({ containers: [{ name: 'c' }] })).toEqual({ containers: [{ name: 'c' }], nodeName: 'n' });
});

test('removes a field by null', () => {
  expect(podSpec({ nodeName: null })).toEqual({ containers: [{ name: 'a', image: 'a:1' }, { name: 'b' }] });
});

test('adds up when called again, the later call last', () => {
  const object = new ApiObject(new Chart(new App(), 'chart'), 'object', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'o' },
  });
  addRenderedFields(object, { data: { a: '1', b: '1' } });
  addRenderedFields(object, { data: { b: '2' } });
  expect(object.toJson()).toMatchObject({ data: { a: '1', b: '2' } });
});
