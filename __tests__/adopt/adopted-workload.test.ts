import { adoptionOf, deploymentText, objectText, serviceText } from './adopted';

test('a workload that a construct refuses is kept, with the reason', () => {
  const { kept } = adoptionOf(deploymentText({ env: [{ name: 'bad name', value: '1' }] }));
  expect(kept.map(({ reason }) => reason)).toEqual([
    'env["bad name"] must be letters, digits, "_", "-" and ".", not beginning with a digit, got "bad name"',
  ]);
});

test('an object beside a workload that it cannot say is kept alone, and named once beside several workloads', () => {
  const api = deploymentText({}).replaceAll('"web"', '"api"');
  const backend = (name: string) => ({ service: { name, port: { number: 80 } } });
  const paths = ['web', 'api'].map((name) => ({ path: `/${name}`, pathType: 'Prefix', backend: backend(name) }));
  const ingress = objectText('networking.k8s.io/v1', 'Ingress', 'shop', { spec: { rules: [{ http: { paths } }] } });
  const services = [serviceText(), serviceText().replaceAll('"web"', '"api"')];
  const { adopted, keptBeside } = adoptionOf([deploymentText({}), api, ...services, ingress].join('\n---\n'));
  expect(adopted.map(({ construct }) => construct.id)).toEqual(['web', 'api']);
  expect(keptBeside.map(({ source, reason }) => `${source.metadata.name}: ${reason}`)).toEqual([
    'shop: it leads to api too',
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
  const renamed = adoptionOf(
    source.replace(
      '{"name":"web","namespace":"shop"},"spec":{"selector"',
      '{"name":"front","namespace":"shop"},"spec":{"selector"',
    ),
    new Map([['names', 'take']]),
  );
  expect(renamed.adopted.map(({ absorbed }) => absorbed.map(({ metadata }) => metadata.name))).toEqual([
    ['web', 'front'],
  ]);
  const effects = taken.plan.changes.flatMap((change) => change.effects.map(({ effect }) => effect.id));
  expect(effects).toContain('changes-selector');
});
