import fc from 'fast-check';
import { edgeConnections, edgeValues, outcome } from './edge-values';

type Values = Readonly<Record<string, readonly unknown[]>>;

/** Each value of each prop, with a title. */
function cases(values: Values): [title: string, props: object][] {
  return Object.entries(values).flatMap(([prop, all]) =>
    all.map((value, index): [string, object] => [`${prop} ${index}`, { [prop]: value }]),
  );
}

function mixtures(values: Values): fc.Arbitrary<object> {
  const some = Object.entries(values).map(([prop, all]) => [
    prop,
    fc.oneof(fc.constantFrom(...all), fc.anything({ maxDepth: 3 })),
  ]);
  return fc.record(Object.fromEntries(some) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] });
}

/** Findings that say what is wrong, rather than that something broke. */
function expectFindingsOrManifests({ manifests, findings }: ReturnType<typeof outcome>): void {
  expect(manifests.length > 0).toBe(findings.length === 0);
  for (const finding of findings) {
    expect(finding).toMatch(/^\[shop\/mongo[^\]]*\] /);
    expect(finding).not.toMatch(/cannot be rendered|undefined \(reading|is not a function|is not iterable/);
  }
}

function connected(props: object): ReturnType<typeof outcome> {
  return outcome({}, (mongo, user) => mongo.connection({ user, ...props }).text('URI'));
}

test.each(cases(edgeValues))('answers %s with findings or manifests', (_, props) => {
  expectFindingsOrManifests(outcome(props));
});

test.each(cases(edgeConnections))('answers %s of a connection with findings or manifests', (_, props) => {
  expectFindingsOrManifests(connected(props));
});

test('answers any mixture of such values, and anything at all, with findings or manifests', () => {
  const answer = (props: object): void => {
    expectFindingsOrManifests(outcome(props));
  };
  fc.assert(fc.property(mixtures(edgeValues), answer), { numRuns: 200 });
});

test('answers any mixture of a connection with findings or manifests', () => {
  const answer = (props: object): void => {
    expectFindingsOrManifests(connected(props));
  };
  fc.assert(fc.property(mixtures(edgeConnections), answer), { numRuns: 100 });
});
