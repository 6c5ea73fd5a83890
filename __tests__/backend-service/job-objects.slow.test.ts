import fc from 'fast-check';
import { field } from '../../lib/manifests/manifest';
import { edgeValues, outcome } from './edge-values';

const migration = { command: ['node', 'migrate.js'] } as const;

test('never has other pods under the same name, whatever is changed', () => {
  const props = fc.record(
    Object.fromEntries(
      Object.entries(edgeValues)
        .filter(([prop]) => !['migration', 'image'].includes(prop))
        .map(([prop, values]) => [prop, fc.constantFrom(...values)]),
    ),
    { requiredKeys: [] },
  );
  const known = new Map<string, string>();
  fc.assert(
    fc.property(props, (given) => {
      // One prop at a time, so that most of them render.
      for (const [prop, value] of Object.entries(given)) {
        for (const { kind, metadata, ...object } of outcome({ migration, [prop]: value }).manifests) {
          if (kind !== 'Job') continue;
          const template = JSON.stringify(field(object, 'spec', 'template'));
          expect(known.get(metadata.name) ?? template).toBe(template);
          known.set(metadata.name, template);
        }
      }
    }),
    { numRuns: 20 },
  );
  expect(known.size).toBeGreaterThan(5);
});
