import fc from 'fast-check';
import { acceptedAndRefused, Answer, EdgeValues, expectFindingsOrManifests, mixtures } from '../answers';
import { edgeConnections, edgeValues, outcome } from './edge-values';

const path = /^\[shop\/mongo[^\]]*\] /;
const anything = fc.anything({ maxDepth: 3 });

function connected(props: object): Answer {
  return outcome({}, (mongo, user) => mongo.connection({ user, ...props }).text('URI'));
}

test.each(Object.entries(edgeValues))('accepts and refuses the values of %s', (prop, values) => {
  expect(acceptedAndRefused(values, (value) => outcome({ [prop]: value }), path)).toMatchSnapshot();
});

test.each(Object.entries(edgeConnections))('accepts and refuses the values of %s of a connection', (prop, values) => {
  expect(acceptedAndRefused(values, (value) => connected({ [prop]: value }), path)).toMatchSnapshot();
});

test('refuses what it refuses alone beside any other props, too', () => {
  expectRefusedBesideOthers(edgeValues, outcome);
});

test('refuses what a connection refuses alone beside any other props of it, too', () => {
  expectRefusedBesideOthers(edgeConnections, connected);
});

test('answers anything at all with findings or manifests', () => {
  fc.assert(
    fc.property(
      mixtures(edgeValues, { others: anything }),
      mixtures(edgeConnections, { others: anything }),
      (props, connection) => {
        expectFindingsOrManifests(outcome(props), path);
        expectFindingsOrManifests(connected(connection), path);
      },
    ),
    { numRuns: 100 },
  );
});

/** Expects that a prop's value that is refused by itself is refused in every mixture with values of other props. */
function expectRefusedBesideOthers(values: EdgeValues, answer: (props: object) => Answer): void {
  const refused = Object.entries(values).flatMap(([prop, all]) =>
    all.map((value) => ({ [prop]: value })).filter((props) => answer(props).findings.length > 0),
  );
  fc.assert(
    fc.property(mixtures(values, { maxKeys: 3 }), fc.constantFrom(...refused), (others, props) => {
      const { manifests, findings } = answer({ ...others, ...props });
      expectFindingsOrManifests({ manifests, findings }, path);
      expect(manifests).toEqual([]);
    }),
    // Always the same ones: a value that another prop makes right is no exception that a run may meet by chance.
    { numRuns: 60, seed: 1 },
  );
}
