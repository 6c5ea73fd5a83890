import fc from 'fast-check';
import { edgeCases, edgeValues, outcome } from './edge-values';

const edges = fc.record(
  Object.fromEntries(Object.entries(edgeValues).map(([prop, values]) => [prop, fc.constantFrom(...values)])),
  { requiredKeys: [] },
);
const anything = fc.record(
  Object.fromEntries(Object.keys(edgeValues).map((prop) => [prop, fc.anything({ maxDepth: 3 })])),
  { requiredKeys: [] },
);

/** Findings that say what is wrong, rather than that something broke. */
function expectFindingsOrManifests(props: object): void {
  const { manifests, findings } = outcome(props);
  expect(manifests.length > 0).toBe(findings.length === 0);
  for (const finding of findings) {
    expect(finding).toMatch(/^\[shop\/api[^\]]*\] /);
    expect(finding).not.toMatch(/cannot be rendered|undefined \(reading|is not a function|is not iterable/);
  }
}

test.each(edgeCases())('answers %s with findings or manifests', (_, props) => {
  expectFindingsOrManifests(props);
});

test('answers any mixture of such values with findings or manifests', () => {
  fc.assert(fc.property(edges, expectFindingsOrManifests), { numRuns: 200 });
});

test('answers anything at all with findings or manifests', () => {
  fc.assert(fc.property(anything, expectFindingsOrManifests), { numRuns: 200 });
});

test('says of every finding of one run at once', () => {
  expect(outcome({ image: 'x', replicas: -1, colour: 'red', env: 'x' }).findings).toEqual([
    '[shop/api] image has no tag, got "x"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
    '[shop/api] colour is no prop of a BackendService; leave it out, or write it in overrides',
    '[shop/api] env must be an object, got "x"',
    '[shop/api] replicas must be an integer from 0, got -1; write 2',
  ]);
});
