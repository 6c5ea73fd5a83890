import { CommandLineError, givenOptions } from '../../../lib/commands/given-options';
import { secretsArguments, SecretsArguments, secretsOptions } from '../../../lib/commands/secrets/secrets-arguments';

describe('secretsArguments', () => {
  test('takes dist and the current context when nothing is said', () => {
    expect(read([])).toEqual({ directory: 'dist', recursive: false, set: [], yes: false, 'dry-run': false });
  });

  test.each([
    [['--env', 'development'], 'dist'],
    [['--env', 'staging'], 'dist/staging'],
    [['out', '--env=staging'], 'out/staging'],
    [['out'], 'out'],
  ])('reads the manifests for %j in %s', (argv, directory) => {
    expect(read(argv).directory).toBe(directory);
  });

  test('takes every option', () => {
    expect(read(['-y', '--dry-run', '--context', 'c', '--set', 'master.key', '--set=jwt.secret'])).toMatchObject({
      context: 'c',
      set: ['master.key', 'jwt.secret'],
      yes: true,
      'dry-run': true,
    });
  });

  test.each([[['--set', 'master.key=abc']], [['--set=master.key=abc']], [['--set', 'master.key=']]])(
    'refuses the value in %j and does not repeat it',
    (argv) => {
      const error = thrown(argv);
      expect(error).toEqual(
        new CommandLineError(
          "--set master.key must not have its value on the command line, where the shell's history keeps it and every process of " +
            'this machine sees it; write --set master.key and give the value on standard input',
        ),
      );
      expect(error.message).not.toContain('abc');
    },
  );

  test.each([
    [['a', 'b'], 'takes one directory, got 2; see --help'],
    [['--set', 'a.b', '--set', 'a.b'], '--set must name each key once'],
    [['--sett=abc'], 'there is no option --sett; write --set'],
    [
      ['--env', '../prod'],
      '--env "../prod" must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, ' +
        'got "../prod"; write "prod"',
    ],
  ])('refuses %j', (argv, message) => {
    expect(thrown(argv).message).toBe(message);
  });
});

function read(argv: readonly string[]): SecretsArguments {
  return secretsArguments(givenOptions(argv, secretsOptions));
}

function thrown(argv: readonly string[]): CommandLineError {
  try {
    read(argv);
  } catch (error) {
    if (error instanceof CommandLineError) return error;
  }
  throw new Error('no CommandLineError');
}
