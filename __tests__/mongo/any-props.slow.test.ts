import fc from 'fast-check';
import { acceptedAndRefused, Answer, expectFindingsOrManifests, mixtures } from '../answers';
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

test('answers any mixture of such values, and anything at all, with findings or manifests', () => {
  fc.assert(
    fc.property(mixtures(edgeValues, { others: anything }), (props) => {
      expectFindingsOrManifests(outcome(props), path);
    }),
    { numRuns: 200 },
  );
});

test('answers any mixture of a connection with findings or manifests', () => {
  fc.assert(
    fc.property(mixtures(edgeConnections, { others: anything }), (props) => {
      expectFindingsOrManifests(connected(props), path);
    }),
    { numRuns: 100 },
  );
});
