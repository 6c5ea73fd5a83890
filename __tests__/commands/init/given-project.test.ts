import { givenProject, projectOptions } from '../../../lib/commands/init/given-project';
import { givenOptions } from '../../../lib/commands/given-options';
import { covering, optionsOf, projectOf } from '../../project/choices';
import { RecordedTerminal } from '../secrets/recorded-terminal';

function given(argv: readonly string[], directory = 'shop', terminal = new RecordedTerminal()) {
  return givenProject(givenOptions(argv, projectOptions).values, directory, terminal);
}

test.each(covering)('reads %j', async (choices) => {
  expect(await given(optionsOf(choices))).toEqual(projectOf(choices));
});

test('takes the name from the directory, and the rest from the options', async () => {
  const argv = ['--image', 'ghcr.io/acme/api:2.0.0', '--port', '3000'];
  expect(await given(argv, 'repos/My_Shop')).toMatchObject({
    name: 'my-shop',
    image: 'ghcr.io/acme/api:2.0.0',
    port: 3000,
  });
  expect(await given([...argv, '--name', 'api'], 'repos/My_Shop')).toMatchObject({ name: 'api' });
});

test('asks at a terminal for the image, the port and the database, until an answer is right', async () => {
  const terminal = new RecordedTerminal(['', '99999', '3000', 'mysql', ' none ']);
  const { image, port, hasMongo } = await given([], 'shop', terminal);
  expect({ image, port, hasMongo }).toEqual({ image: 'registry.example.com/shop:1.0.0', port: 3000, hasMongo: false });
  expect(terminal.questions).toEqual([
    'Image of the backend [registry.example.com/shop:1.0.0]: ',
    'Port that it listens on [8080]: ',
    'Port that it listens on [8080]: ',
    'Database, mongo or none [mongo]: ',
    'Database, mongo or none [mongo]: ',
  ]);
  expect(terminal.complaints).toBe(
    'It must be an integer from 1 to 65535, got 99999; write 8080\n' +
      'It must be mongo or none, got "mysql"; write mongo\n',
  );
});

test('asks nothing that the options say', async () => {
  const terminal = new RecordedTerminal([]);
  await given(['--image', 'ghcr.io/acme/api:2.0.0', '--port', '3000', '--database', 'none'], 'shop', terminal);
  expect(terminal.questions).toEqual([]);
});

test('ends if a question has no answer', async () => {
  await expect(given([], 'shop', new RecordedTerminal(['']))).rejects.toThrow(
    '[--port] has no answer; nothing was written',
  );
});

const url = ['--repository', 'https://git.example.com/a/shop.git'];

test.each([
  [
    ['--name', 'Shop'],
    '--name must be a DNS label that begins with a letter: lower-case letters, digits and "-", got "Shop"; write "shop"',
  ],
  [
    ['--name', 'a'.repeat(41)],
    `--name must have at most 40 characters, got "${'a'.repeat(41)}" with 41; write a shorter name`,
  ],
  [['--name', 'mongo'], '--name must be a name of its own, got "mongo"; write "mongo-backend"'],
  [['--name', 'keyfile'], '--name must be a name of its own, got "keyfile"; write "keyfile-backend"'],
  [
    ['--image', 'shop'],
    '--image has no tag, got "shop"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
  ],
  [['--port', '0'], '--port must be an integer from 1 to 65535, got 0; write 8080'],
  [['--port', 'http'], '--port must be an integer from 1 to 65535, got "http"; write 8080'],
  [['--database', 'mysql'], '--database must be mongo or none, got "mysql"; write mongo'],
  [
    ['--ready', 'healthz'],
    '--ready must be a path that begins with "/" and has no spaces, got "healthz"; write "/healthz"',
  ],
  [
    ['--secret', 'API-KEY'],
    '--secret must be letters, digits and "_", beginning with a letter, got "API-KEY"; write API_KEY',
  ],
  [['--secret', 'MONGODB_URI'], '--secret must be a variable that has no value yet, got "MONGODB_URI"'],
  [['--secret', 'A', '--secret', 'A'], '--secret must be a variable that has no value yet, got "A"'],
  [
    ['--environments', 'a,'],
    '--environments must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got ""',
  ],
  [['--environments', 'a, a'], '--environments must name each once, got "a" twice'],
  [
    ['--environments', `${'a'.repeat(60)},b`],
    `the namespace of --name and --environments must have at most 63 characters, got "shop-${'a'.repeat(60)}" with 65; write a shorter name`,
  ],
  [['--apply-with', 'argo'], '--apply-with must be kubectl, argocd or flux, got "argo"; write argocd'],
  [['--apply-with', 'flux'], '--apply-with flux needs --repository URL, the git repository that it reads'],
  [
    ['--apply-with', 'flux', '--repository', 'shop'],
    '--repository must be a URL of a git repository, got "shop"; write "https://git.example.com/platform/user-admin.git"',
  ],
  [url, '--repository is for an agent; write --apply-with argocd or --apply-with flux too'],
])('refuses %j', async (argv, message) => {
  await expect(given(argv)).rejects.toThrow(new Error(message));
});

test('refuses a directory whose name can be no name', async () => {
  await expect(given([], '/')).rejects.toThrow('--name must be a DNS label');
});
