import { join } from 'node:path';
import { missingValues, noValueFinding, ValueOptions } from '../../../lib/commands/seal/missing-values';
import { findingText } from '../../../lib/findings/finding';
import { UnsealedSecret } from '../../../lib/synth/unsealed-secrets';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const folder = temporaryDirectory({ 'web.crt': pem, 'a=b': 'word', broken: 'word\n' });
const path = (name: string): string => join(folder, name);

function secret(
  name: string,
  keys: Readonly<Record<string, UnsealedSecret['keys'][number]['format']>>,
): UnsealedSecret {
  const list = Object.entries(keys).map(([key, format]) => ({ key, format }));
  return { namespace: 'shop', name, type: 'Opaque', file: `/${name}.yaml`, keys: list };
}

const database = secret('database', { username: 'username', password: 'url-safe' });
const tls = secret('web-tls', { 'tls.crt': 'any', 'tls.key': 'any' });
const search = secret('search', { uri: 'any', apiKey: 'any' });

async function values(
  secrets: readonly UnsealedSecret[],
  given: Partial<ValueOptions> = {},
  terminal = new RecordedTerminal(),
) {
  return Object.fromEntries(await missingValues(secrets, { set: [], fromFile: [], ...given }, terminal));
}

test('are random, and the name of the Secret where a username is needed', async () => {
  expect(await values([database, secret('login', { username: 'any' })])).toEqual({
    'shop/database.username': { value: 'database', origin: "the Secret's name" },
    'shop/login.username': { value: 'login', origin: "the Secret's name" },
    'shop/database.password': { value: expect.stringMatching(/^[A-Za-z0-9]{48}$/) as string, origin: 'random' },
  });
});

test('come from files with all their bytes, and from standard input', async () => {
  const given = {
    fromFile: [`web-tls.tls.crt=${path('web.crt')}`, `shop/search.uri=${path('a=b')}`],
    set: ['search.apiKey'],
  };
  expect(await values([tls, search], given, new RecordedTerminal('correct horse\n'))).toEqual({
    'shop/web-tls.tls.crt': { value: Buffer.from(pem), origin: `from ${path('web.crt')}` },
    'shop/search.uri': { value: Buffer.from('word'), origin: `from ${path('a=b')}` },
    'shop/search.apiKey': { value: 'correct horse', origin: 'given' },
  });
});

test('are asked for at a terminal where they cannot be random, but for files', async () => {
  const terminal = new RecordedTerminal(['typed key', 'https://search']);
  const all = await values([database, tls, search], { set: ['search.apiKey'] }, terminal);
  expect(Object.keys(all).sort()).toEqual([
    'shop/database.password',
    'shop/database.username',
    'shop/search.apiKey',
    'shop/search.uri',
  ]);
  expect(all['shop/search.uri']).toEqual({ value: 'https://search', origin: 'given' });
  expect(terminal.questions).toEqual([
    'Value of shop/search.apiKey: ',
    'Value of shop/search.uri (not shown; empty to leave it out): ',
  ]);
});

test('are left out where there is no answer, and where there is no terminal', async () => {
  expect(Object.keys(await values([search], {}, new RecordedTerminal([''])))).toEqual(['shop/search.apiKey']);
  expect(Object.keys(await values([search]))).toEqual(['shop/search.apiKey']);
});

test.each<[set: string[], fromFile: string[], message: string]>([
  [[], ['web-tls.tls.crt'], '--from-file "web-tls.tls.crt" names no file; write --from-file web-tls.tls.crt=FILE'],
  [[], ['web-tls.tls.cert=a'], '--from-file "web-tls.tls.cert" names no key that is needed; use web-tls.tls.crt'],
  [['jwt.secret'], [], '--set "jwt.secret" names no key that is needed; use one of web-tls.tls.crt, web-tls.tls.key'],
  [
    ['web-tls.tls.crt'],
    ['shop/web-tls.tls.crt=a'],
    '--set and --from-file must name each key once, got shop/web-tls.tls.crt twice',
  ],
])('are not understood with --set %j and --from-file %j', async (set, fromFile, message) => {
  await expect(values([tls], { set, fromFile })).rejects.toThrow(message);
});

test('are refused where they do not fit, or cannot be read, before anything is asked for', async () => {
  const terminal = new RecordedTerminal(['typed']);
  const fromFile = [`search.apiKey=${path('broken')}`, `search.uri=${path('none')}`];
  await expect(values([search], { fromFile }, terminal)).rejects.toThrow(
    `2 findings:\n[shop/search] the value given for key "apiKey" ends with a line break, which is part of the value; write it without\n[${path('none')}] cannot be read: no such file or directory (ENOENT)`,
  );
  expect(terminal.questions).toEqual([]);
  await expect(values([search], {}, new RecordedTerminal([pem.slice(0, 27)]))).rejects.toThrow(
    '1 finding:\n[shop/search] the value given for key "uri" begins as PEM, and has no end; give all its lines',
  );
});

test.each([
  ['{\n  "type": "service_account"\n}\n'],
  ['{"type":"service_account"}\n'],
  ['apiVersion: v1\nkind: Config\n'],
  [`subject=CN = web\n\nissuer=CN = web\n\n${pem}`],
  ['host: a\r\nport: 1\r\n'],
])('are files of text as they are, with the last line break: %j', async (text) => {
  const config = secret('config', { settings: 'any' });
  const file = join(temporaryDirectory({ file: text }), 'file');
  expect(await values([config], { fromFile: [`config.settings=${file}`] })).toEqual({
    'shop/config.settings': { value: Buffer.from(text), origin: `from ${file}` },
  });
});

test.each([
  [
    tls,
    'tls.key',
    '[shop/web-tls] lacks the key "tls.key", which no random value fits; give it with --from-file web-tls.tls.key=FILE',
  ],
  [search, 'uri', '[shop/search] lacks the key "uri", which no random value fits; give it with --set search.uri'],
])('have a finding that says how they are given', (of, key, text) => {
  expect(findingText(noValueFinding(of, key))).toBe(text);
});

describe('of a copy', () => {
  const copy = { ...database, namespace: 'reports', copyOf: { namespace: 'shop', name: 'database' } };

  test('are those of its original, whether random or given', async () => {
    const all = await values([copy, database], { set: ['database.password'] }, new RecordedTerminal('given'));
    expect(all).toEqual({
      'shop/database.username': { value: 'database', origin: "the Secret's name" },
      'shop/database.password': { value: 'given', origin: 'given' },
      'reports/database.username': { value: 'database', origin: 'as in shop/database.username' },
      'reports/database.password': { value: 'given', origin: 'as in shop/database.password' },
    });
    const random = await values([copy, database]);
    expect(random['reports/database.password']?.value).toBe(random['shop/database.password']?.value);
  });

  test('are never random where the original is sealed already, and are given or asked for', async () => {
    expect(await values([copy])).toEqual({});
    const given = { set: ['database.password', 'database.username'] };
    expect(Object.keys(await values([copy], given, new RecordedTerminal('a\nb')))).toEqual([
      'reports/database.password',
      'reports/database.username',
    ]);
    expect(Object.keys(await values([copy], {}, new RecordedTerminal(['a', 'b'])))).toHaveLength(2);
    expect(findingText(noValueFinding(copy, 'password'))).toBe(
      '[reports/database] lacks the key "password", which must have the value of shop/database; give it with --set database.password',
    );
  });
});
