import { validExtendedResources } from '../../../lib/rules/pods/valid-extended-resources';
import { deployment, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const container = (requests: object, limits: object = {}) => deployment({ resources: { requests, limits } });

test('accepts devices and huge pages with a limit of the same amount, and a limit alone', () => {
  expect(
    findings(
      validExtendedResources,
      container({ 'amd.com/gpu': 2, cpu: '1' }, { 'amd.com/gpu': '2' }),
      container({}, { 'example.com/fpga': 1 }),
      container({ 'hugepages-2Mi': '4Mi', memory: '1Gi' }, { 'hugepages-2Mi': '4Mi' }),
      container({ cpu: '500m', 'ephemeral-storage': '1Gi' }, { cpu: '1' }),
    ),
  ).toEqual([]);
});

test.each([
  [
    container({ 'amd.com/gpu': 1 }),
    'requests["amd.com/gpu"] must have a limit of the same amount, got none; write limits: { amd.com/gpu: 1 }',
  ],
  [container({ memroy: '1Gi' }), 'requests["memroy"] is no resource of a container; write memory'],
  [
    container({ 'amd.com/gpu': 1 }, { 'amd.com/gpu': 2 }),
    'requests["amd.com/gpu"] must be the limit 2, got 1; write 2',
  ],
  [container({}, { 'amd.com/gpu': '500m' }), 'limits["amd.com/gpu"] must be a whole number, got "500m"; write 1'],
  [
    container({ 'hugepages-1Gi': '1Gi', cpu: '1' }),
    'requests["hugepages-1Gi"] must have a limit of the same amount, got none; write limits: { hugepages-1Gi: "1Gi" }',
  ],
  [
    container({}, { 'hugepages-1Gi': '1Gi' }),
    'limits["hugepages-1Gi"] must come with cpu or memory, got neither; write requests for both',
  ],
])('refuses %#', (manifest, problem) => {
  expect(findings(validExtendedResources, manifest)).toEqual([
    `[Deployment shop/web] spec.template.spec.containers["main"].resources.${problem} (valid-extended-resources)`,
  ]);
});

test('lets an object through that says why', () => {
  const manifest = container({ 'amd.com/gpu': 1 });
  expect(findings(validExtendedResources, optedOut(manifest, validExtendedResources))).toEqual([]);
});
