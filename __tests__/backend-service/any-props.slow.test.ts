import fc from 'fast-check';
import { acceptedAndRefused, edgeCases, expectFindingsOrManifests, mixtures } from '../answers';
import { edgeValues, outcome } from './edge-values';

const path = /^\[shop\/api[^\]]*\] /;
const anything = fc.record(
  Object.fromEntries(Object.keys(edgeValues).map((prop) => [prop, fc.anything({ maxDepth: 3 })])),
  { requiredKeys: [] },
);

const cases = edgeCases(edgeValues, outcome);

test.each(Object.keys(edgeValues))('accepts and refuses the values of %s', (name) => {
  const answered = cases.filter(({ prop }) => prop === name);
  expect(acceptedAndRefused(answered, path)).toMatchSnapshot();
});

test('refuses what it refuses alone beside any other props, too', () => {
  const refused = cases.filter(({ findings }) => findings.length > 0).map(({ prop, value }) => ({ [prop]: value }));
  fc.assert(
    fc.property(mixtures(edgeValues, { maxKeys: 3 }), fc.constantFrom(...refused), (others, props) => {
      fc.pre(!isMadeRight(props, others));
      const answer = outcome({ ...others, ...props });
      expectFindingsOrManifests(answer, path);
      expect(answer.manifests).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('answers anything at all with findings or manifests', () => {
  fc.assert(
    fc.property(anything, (props) => {
      expectFindingsOrManifests(outcome(props), path);
    }),
    { numRuns: 200 },
  );
});

/** Tells whether other props give what the refused ones lack: a Service with node ports, or pods that no policy keeps from a collector. */
function isMadeRight(props: object, others: object): boolean {
  const { expose, networkPolicy } = others as Record<string, unknown>;
  const hasNodePort = 'overrides' in props && JSON.stringify(props).includes('nodePort');
  return (hasNodePort && expose !== undefined) || ('tracing' in props && networkPolicy === false);
}
