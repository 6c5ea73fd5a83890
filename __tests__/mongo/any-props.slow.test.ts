import fc from 'fast-check';
import {
  acceptedAndRefused,
  Answer,
  EdgeCase,
  edgeCases,
  EdgeValues,
  expectFindingsOrManifests,
  mixtures,
} from '../answers';
import { edgeConnections, edgeValues, outcome } from './edge-values';

const path = /^\[shop\/mongo[^\]]*\] /;
const anything = fc.anything({ maxDepth: 3 });

function connected(props: object): Answer {
  return outcome({}, (mongo, user) => mongo.connection({ user, ...props }).text('URI'));
}

const cases = edgeCases(edgeValues, outcome);
const connections = edgeCases(edgeConnections, connected);

test.each(Object.keys(edgeValues))('accepts and refuses the values of %s', (name) => {
  const answered = cases.filter(({ prop }) => prop === name);
  expect(acceptedAndRefused(answered, path)).toMatchSnapshot();
});

test.each(Object.keys(edgeConnections))('accepts and refuses the values of %s of a connection', (name) => {
  const answered = connections.filter(({ prop }) => prop === name);
  expect(acceptedAndRefused(answered, path)).toMatchSnapshot();
});

test('refuses what it refuses alone beside any other props, too', () => {
  expectRefusedBesideOthers(cases, edgeValues, outcome);
});

test('refuses what a connection refuses alone beside any other props of it, too', () => {
  expectRefusedBesideOthers(connections, edgeConnections, connected);
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
function expectRefusedBesideOthers(
  all: readonly EdgeCase[],
  values: EdgeValues,
  answer: (props: object) => Answer,
): void {
  const refused = all.filter(({ findings }) => findings.length > 0).map(({ prop, value }) => ({ [prop]: value }));
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
