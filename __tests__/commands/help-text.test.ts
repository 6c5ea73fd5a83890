import { helpText } from '../../lib/commands/help-text';

const long = 'a word and another '.repeat(8).trim();

test('shows usage, purpose, options, lists and exit codes, and no line is longer than 80 columns', () => {
  const help = helpText({
    usage: ['cdk8s-backend check [FOLDER...]', 'cdk8s-backend check COMMIT:PATH'],
    about: ['Checks manifests.', long],
    options: {
      recursive: { type: 'boolean', short: 'R', help: 'the folders below too' },
      ignore: { type: 'string', value: 'RULE', help: long },
    },
    lists: { Rules: [['unique-env', 'A container has each environment variable once']] },
    exits: { 1: 'something is found', 0: 'nothing is found' },
  });
  expect(help).toBe(`Usage: cdk8s-backend check [FOLDER...]
       cdk8s-backend check COMMIT:PATH

Checks manifests.

a word and another a word and another a word and another a word and another a
word and another a word and another a word and another a word and another

Options:
  --recursive, -R  the folders below too
  --ignore RULE    a word and another a word and another a word and another a
                   word and another a word and another a word and another a word
                   and another a word and another

Rules:
  unique-env  A container has each environment variable once

Exit codes:
  0   nothing is found
  1   something is found
  64  the command line is wrong
`);
  expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
