import fc from 'fast-check';
import { pods } from '../../lib/pods/pods';
import { EdgeValues, mixtures } from '../answers';
import { edgeValues } from '../backend-service/edge-values';
import { findings } from './mongo-constructs';

const shared: EdgeValues = Object.fromEntries(Object.entries(edgeValues).filter(([prop]) => prop in pods.entries));

test('answers any mixture of good and bad values with findings or manifests', () => {
  const answer = (set: object, backup: object, snapshots: object): void => {
    for (const finding of findings({ set, backup, snapshots })) {
      expect(finding).toMatch(/^\[shop\/(mongo|dumps|snapshots)[^\]]*\] /);
      expect(finding).not.toMatch(/cannot be rendered|undefined \(reading|is not a function|is not iterable/);
    }
  };
  fc.assert(fc.property(mixtures(shared), mixtures(shared), mixtures(shared), answer), { numRuns: 50 });
});
