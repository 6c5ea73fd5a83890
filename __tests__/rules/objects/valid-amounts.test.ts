import { validAmounts } from '../../../lib/rules/objects/valid-amounts';
import { checkManifests } from '../../../lib/checks/check-manifests';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const probed = (readinessProbe: object) => deployment({ image: 'web:1', readinessProbe });

test('accepts numbers in their ranges, and reads no custom resource', () => {
  const other = { ...object('Deployment', { spec: { replicas: -1 } }), apiVersion: 'example.com/v1' };
  expect(findings(validAmounts, probed({ periodSeconds: 1 }), other)).toEqual([]);
});

test('names the field inside the object', () => {
  expect(
    findings(validAmounts, probed({ periodSeconds: 0 }), object('Deployment', { spec: { replicas: -1 } })),
  ).toEqual([
    '[Deployment shop/web] spec.template.spec.containers["main"].readinessProbe.periodSeconds must be from 1, got 0; write 1 (valid-amounts)',
    '[Deployment shop/web] spec.replicas must be from 0, got -1; write 0 (valid-amounts)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validAmounts, optedOut(probed({ periodSeconds: 0 }), validAmounts))).toEqual([]);
});

test('notes a port of the nodes outside of the default range, which a cluster may have', () => {
  const service = object('Service', { spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 8080 }] } });
  expect(checkManifests([service], [validAmounts]).map(({ level }) => level)).toEqual(['note']);
});
