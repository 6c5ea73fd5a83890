import { SecretPrerequisite } from '../../../lib/prerequisites/prerequisites';
import { givenKeys, readGivenValues, refuseValues } from '../../../lib/commands/secrets/given-keys';
import { RecordedTerminal } from './recorded-terminal';

const secrets = [
  needed('shop', 'master', 'key'),
  needed('shop', 'web.tls', 'tls.crt'),
  needed('one', 'jwt', 'secret'),
  needed('two', 'jwt', 'secret'),
];

describe('givenKeys', () => {
  test.each([
    ['master.key', ['shop', 'master', 'key']],
    ['shop/master.key', ['shop', 'master', 'key']],
    ['web.tls.tls.crt', ['shop', 'web.tls', 'tls.crt']],
    ['two/jwt.secret', ['two', 'jwt', 'secret']],
  ])('finds %s', (name, expected) => {
    expect(givenKeys([name], secrets).map((each) => [each.namespace, each.name, each.key])).toEqual([expected]);
  });

  test.each([
    ['jwt.secret', '--set "jwt.secret" is needed in two namespaces; write one/jwt.secret'],
    ['master.kye', '--set "master.kye" names no key that is needed; use master.key'],
    [
      'other',
      '--set "other" names no key that is needed; use one of master.key, web.tls.tls.crt, jwt.secret, jwt.secret',
    ],
  ])('refuses %s', (name, message) => {
    expect(() => givenKeys([name], secrets)).toThrow(message);
  });

  test('names the option, and says if no key is needed at all', () => {
    expect(() => givenKeys(['master.key'], [], '--from-file')).toThrow(
      '--from-file "master.key" names no key that is needed; leave it out',
    );
  });
});

test('refuses a value on the command line, and does not repeat it', () => {
  expect(() => {
    refuseValues(['master.key', 'jwt.secret=hunter2']);
  }).toThrow(
    "--set jwt.secret must not have its value on the command line, where the shell's history keeps it and every process of this machine sees it; write --set jwt.secret and give the value on standard input",
  );
});

describe('readGivenValues', () => {
  const one = givenKeys(['master.key'], secrets);
  const two = givenKeys(['master.key', 'one/jwt.secret'], secrets);

  test.each([
    ['abc', 'abc'],
    ['abc\n', 'abc'],
    ['abc\r\n', 'abc'],
    ['line 1\nline 2\n', 'line 1\nline 2'],
  ])('takes all of standard input, %j, for one key, but for its last line break', async (input, value) => {
    expect([...(await readGivenValues(one, new RecordedTerminal(input)))]).toEqual([['shop/master.key', value]]);
  });

  test('takes a line for each of several keys', async () => {
    expect([...(await readGivenValues(two, new RecordedTerminal('abc\ndef\n')))]).toEqual([
      ['shop/master.key', 'abc'],
      ['one/jwt.secret', 'def'],
    ]);
  });

  test('refuses more or fewer lines than keys', async () => {
    await expect(readGivenValues(two, new RecordedTerminal('abc\n'))).rejects.toThrow(
      '--set names 2 keys, and standard input has 1 line; give it one line a key, in the same order',
    );
  });

  test('asks at a terminal, key by key', async () => {
    const terminal = new RecordedTerminal(['abc', 'def']);
    expect([...(await readGivenValues(two, terminal)).values()]).toEqual(['abc', 'def']);
    expect(terminal.questions).toEqual(['Value of shop/master.key: ', 'Value of one/jwt.secret: ']);
  });

  test('refuses values that do not fit, all at once', async () => {
    await expect(readGivenValues(two, new RecordedTerminal(['', '']))).rejects.toThrow(
      '2 findings:\n' +
        '[shop/master] the value given for key "key" is empty; give it a value\n' +
        '[one/jwt] the value given for key "secret" is empty; give it a value',
    );
  });

  test('reads nothing where no key is given', async () => {
    const terminal = new RecordedTerminal(['abc']);
    expect([...(await readGivenValues([], terminal))]).toEqual([]);
    expect(terminal.questions).toEqual([]);
  });
});

function needed(namespace: string, name: string, key: string): SecretPrerequisite {
  return { namespace, name, keys: [{ key, format: 'any', usedBy: [] }], usedBy: [] };
}
