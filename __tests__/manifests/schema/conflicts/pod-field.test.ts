import { podFieldFault } from '../../../../lib/manifests/schema/conflicts/pod-field';

test.each(['metadata.name', "metadata.labels['example.com/team']", 'spec.nodeName', 'status.podIPs'])(
  'accepts the field %s',
  (fieldPath) => {
    expect(podFieldFault(fieldPath)).toBeUndefined();
  },
);

test.each([
  ['status.podIp', 'status.podIP'],
  ['status.hostips', 'status.hostIPs'],
  ['spec.nodename', 'spec.nodeName'],
  ['metadata.nam', 'metadata.name'],
  ['metadata.labels.team', "metadata.labels['team']"],
  ['metadata.annotations["example.com/team"]', "metadata.annotations['example.com/team']"],
  ['status.phase', 'metadata.name'],
])('has %s written as %s', (fieldPath, write) => {
  expect(podFieldFault(fieldPath)).toEqual({
    at: 'fieldPath',
    want: 'must be a field that a pod knows of itself',
    got: JSON.stringify(fieldPath),
    write: `write ${write}`,
  });
});
