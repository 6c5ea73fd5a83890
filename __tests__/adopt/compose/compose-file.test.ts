import {
  composeFile,
  interpolated,
  isCompose,
  portsOf,
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
  expect(portsOf(api)).toEqual([3000, 9000, 5000, 7000]);
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
