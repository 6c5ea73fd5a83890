import {
  composeFile,
  interpolated,
  isCompose,
  portsOf,
  unknownPorts,
  variablesOf,
  wordsOf,
} from '../../../lib/adopt/compose/compose-file';

const file = composeFile(
  'compose.yaml',
  `
name: shop
services:
  order_api:
    ports: ['8080:3000', '127.0.0.1:9000:9000/udp', { target: 5000 }]
    expose: [3000, '7000']
    environment: ['MODE=a=b', 'FROM_SHELL', 'LEVEL=\${LEVEL:-info}', 'KEY=\${KEY}']
  web:
    environment: { PORT: 80, EMPTY: }
`,
);
const [api, web] = file.services as [(typeof file.services)[0], (typeof file.services)[0]];

test('reads the names, the ports and the variables of services', () => {
  expect([file.project, api.name, web.name]).toEqual(['shop', 'order-api', 'web']);
  expect(portsOf(api)).toEqual([
    { port: 3000, protocol: 'TCP' },
    { port: 9000, protocol: 'UDP' },
    { port: 5000, protocol: 'TCP' },
    { port: 7000, protocol: 'TCP' },
  ]);
  expect(variablesOf(api)).toEqual([
    ['MODE', 'a=b'],
    ['FROM_SHELL', undefined],
    ['LEVEL', 'info'],
    ['KEY', undefined],
  ]);
  expect(variablesOf(web)).toEqual([
    ['PORT', '80'],
    ['EMPTY', undefined],
  ]);
});

test('reads commands as lists or lines, and what compose puts into texts', () => {
  expect(wordsOf(`sh -c "echo 'a b'"`)).toEqual(['sh', '-c', "echo 'a b'"]);
  expect(wordsOf(['node', 1])).toEqual(['node', '1']);
  expect(['$$HOME', '${A:-b}/c', '${A-}', '$A'].map(interpolated)).toEqual(['$HOME', 'b/c', '', undefined]);
});

test('a file of objects is no compose file', () => {
  expect(['services: { a: {} }', 'kind: List\nservices: {}', 'a: [', '- a'].map(isCompose)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

const only = (fields: string) => composeFile('compose.yaml', `services: { web: { ${fields} } }`).services[0] ?? api;

test.each([
  ["'8000-8001:9000-9001'", ['9000/TCP', '9001/TCP'], []],
  ["'${OUTSIDE}:80', '${PORT:-5353}/udp'", ['80/TCP', '5353/UDP'], []],
  ["'${PORT}', '80:${PORT}'", [], ['${PORT}', '80:${PORT}']],
  ['{ target: 53, protocol: udp }', ['53/UDP'], []],
])('reads the ports [%s]', (ports, known, unknown) => {
  const service = only(`ports: [${ports}]`);
  expect(portsOf(service).map(({ port, protocol }) => `${port}/${protocol}`)).toEqual(known);
  expect(unknownPorts(service)).toEqual(unknown);
});

test('reads merged maps, and numbers as compose does', () => {
  const text = `
x-all: &all { image: 'demo/all:1', environment: &env { A: 1 } }
services:
  web:
    <<: *all
    environment: { <<: *env, ID: 123456789012345678, MODE: 0644, YES: yes }
`;
  const [service] = composeFile('compose.yaml', text).services;
  expect(service?.fields['image']).toBe('demo/all:1');
  expect(service && Object.fromEntries(variablesOf(service))).toEqual({
    A: '1',
    ID: '123456789012345678',
    MODE: '420',
    YES: 'yes',
  });
});

test('takes a faulty file for what it is, and a bracket that ends at the margin for no fault', () => {
  const ended = "services:\n  web:\n    ports: [\n    '80'\n    ]\n";
  expect([isCompose(ended), isCompose('services:\n  web: [\n'), isCompose('kind: A\nb: [\n')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(() => composeFile('compose.yaml', 'services:\n  web: [\n')).toThrow('is not YAML');
});
