import { adoptionOf, deploymentText, objectText, serviceText } from './adopted';

test('a workload that a construct refuses is kept, with the reason', () => {
  const { kept } = adoptionOf(deploymentText({ env: [{ name: 'bad name', value: '1' }] }));
  expect(kept.map(({ reason }) => reason)).toEqual([
    'env["bad name"] must be letters, digits, "_", "-" and ".", not beginning with a digit, got "bad name"',
  ]);
});

test('a workload whose plan would be dangerous is kept, unless the names are to be the own ones of the construct', () => {
  const source = [
    deploymentText({}, {}, { selector: { matchLabels: { run: 'web' } } }).replace(
      '"labels":{"app"',
      '"labels":{"run":"web","app"',
    ),
    serviceText(),
    objectText('v1', 'ConfigMap', 'a'),
  ].join('\n---\n');
  const { adopted } = adoptionOf(source);
  expect(adopted.map(({ construct }) => construct.props['adopt'])).toEqual([{ selector: { run: 'web' } }]);
  const taken = adoptionOf(source, new Map([['names', 'take']]));
  expect(taken.adopted.map(({ construct }) => construct.props['adopt'])).toEqual([undefined]);
  const effects = taken.plan.changes.flatMap((change) => change.effects.map(({ effect }) => effect.id));
  expect(effects).toContain('changes-selector');
});
