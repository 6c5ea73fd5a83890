import fc from 'fast-check';
import { checkSettings, ruleLevels } from '../../lib/checks/check-settings';
import { rules } from '../../lib/checks/rules';
import { settingsSchema } from '../docs/schemas/settings-schema';
import { schemaValidator } from '../schema-problems';

const accepts = schemaValidator(settingsSchema);

const others = [null, true, false, 0, 1, '', 'off', 'warn', 'Error', 'errors', [], {}, ['note'], { level: 'note' }];
const level = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ruleLevels) },
  { weight: 1, arbitrary: fc.constantFrom(...others) },
);
const ruleId = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...rules.map(({ id }) => id)) },
  { weight: 1, arbitrary: fc.constantFrom('valid-label', 'toString', 'Valid-Labels', '', 'cannot-read') },
);
const settings = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.dictionary(
      fc.constantFrom('failOn', 'rules', 'rules', 'failon', 'fail-on', 'constructor'),
      fc.oneof(level, fc.dictionary(ruleId, level, { maxKeys: 4 })),
      { maxKeys: 3 },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...others.filter((other) => other !== null)) },
);

test('the schema and the reader of settings accept the same', () => {
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(settings, (given) => {
      const isAccepted = checkSettings.parse(given).issues.length === 0;
      expect({ given, isAccepted: accepts(given) }).toEqual({ given, isAccepted });
      counts[isAccepted ? 'accepted' : 'refused'] += 1;
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(300);
});

test('they accept each level of each rule, and each level that can fail the command', () => {
  for (const { id } of rules)
    for (const given of ruleLevels) {
      const settingsOfRule = { failOn: given, rules: { [id]: given } };
      const isAccepted = given !== 'ignore';
      expect([accepts(settingsOfRule), checkSettings.parse(settingsOfRule).issues.length === 0]).toEqual([
        isAccepted,
        isAccepted,
      ]);
    }
});
