import { object } from '../../lib/props/object';
import { defaultsOf, parseProps, PropsWords } from '../../lib/props/props';
import { integer, string } from '../../lib/props/scalar';
import { Findings } from '../../lib/findings/findings';

const service = object({ image: string(), port: integer({ min: 1, default: 80 }), replicas: integer({ min: 0 }) });
const words: PropsWords = { of: 'a Service', example: '{ image, replicas }', synonyms: { count: 'replicas' } };

function parsed(given: unknown, more: Partial<PropsWords> = {}) {
  const findings = new Findings();
  const props = parseProps(findings, service, given as never, { ...words, ...more });
  return { props, findings: findings.validate() };
}

test('returns the props with their defaults', () => {
  expect(parsed({ image: 'a', replicas: 1 })).toEqual({ props: { image: 'a', port: 80, replicas: 1 }, findings: [] });
});

test('reports and leaves out each prop of a wrong type, so that the others are read', () => {
  expect(parsed({ image: 5, replicas: '2', port: 81 })).toEqual({
    props: { port: 81 },
    findings: ['image must be a string, got 5; write "5"', 'replicas must be an integer from 0, got "2"; write 2'],
  });
});

test('keeps a value that is out of range, so that it is checked beside the others', () => {
  expect(parsed({ image: 'a', replicas: -1 })).toEqual({
    props: { image: 'a', port: 80, replicas: -1 },
    findings: ['replicas must be an integer from 0, got -1; write 0'],
  });
});

test('names the prop that an unknown one means', () => {
  expect(parsed({ imge: 'a', count: 1, other: 1, image: 'a', replicas: 1 }).findings).toEqual([
    'imge is no prop of a Service; write "image"',
    'count is no prop of a Service; write "replicas"',
    'other is no prop of a Service; leave it out',
  ]);
  expect(parsed({ other: 1, image: 'a', replicas: 1 }, { otherwise: 'write it in overrides' }).findings).toEqual([
    'other is no prop of a Service; write it in overrides',
  ]);
});

test('advises the construct that has a prop', () => {
  const elsewhere = { props: ['path'], write: 'write a Route' };
  expect(parsed({ path: '/', image: 'a', replicas: 1 }, { elsewhere }).findings).toEqual([
    'path is no prop of a Service; write a Route',
  ]);
});

test.each<[unknown, string]>([
  [undefined, 'props must be an object, got undefined; write { image, replicas }'],
  [new Map(), 'props must be an object, got a Map; write { image, replicas }'],
])('reports %p in the place of props', (given, finding) => {
  expect(parsed(given)).toEqual({ props: {}, findings: [finding] });
});

test('has the default of each prop that has one, and no required prop', () => {
  const { port, ...others }: { readonly port: number } = defaultsOf(service);
  expect([port, others]).toEqual([80, {}]);
});
