import { dockerConfigProblem } from '../../lib/secrets/docker-config';
import { textOf } from '../problem-text';

const auth = Buffer.from('robot:hunter2').toString('base64');
const form =
  'must be JSON of the form { "auths": { "registry.example.com": { "auth": "<user:password in base64>" } } }, got ';
const config = (entry: unknown): string => JSON.stringify({ auths: { 'registry.example.com': entry } });

test.each([
  config({ auth }),
  config({ username: 'robot', password: 'hunter2', email: 'a@example.com' }),
  config({ username: 'robot', password: 'hunter2', auth }),
  JSON.stringify({ auths: { a: { auth }, b: { auth } }, credsStore: '' }),
])('accepts what kubectl and docker write: %s', (text) => {
  expect(dockerConfigProblem(text)).toBeUndefined();
});

test.each([
  ['hunter2', 'something else'],
  ['["hunter2"]', 'something else'],
  ['null', 'something else'],
  ['{"registry.example.com":{"auth":"hunter2"}}', 'one without registries in "auths"'],
  ['{"auths":{}}', 'one without registries in "auths"'],
  ['{"auths":["hunter2"]}', 'one without registries in "auths"'],
  [config({}), 'a registry without "auth"; a credential store may keep it'],
  [config('hunter2'), 'a registry without "auth"; a credential store may keep it'],
  [config({ auth: 'hunter2' }), 'a registry without "auth"; a credential store may keep it'],
  [config({ username: 'robot' }), 'a registry without "auth"; a credential store may keep it'],
  [
    JSON.stringify({ auths: { a: { auth }, b: {} }, credsStore: 'desktop' }),
    'a registry without "auth"; a credential store may keep it',
  ],
])('refuses %s, and repeats nothing of it', (text, got) => {
  expect(textOf(dockerConfigProblem(text))).toBe(form + got);
});
