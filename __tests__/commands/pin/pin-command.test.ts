import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinCommand } from '../../../lib/commands/pin/pin-command';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { digestOf, localRegistry } from './local-registry';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** A folder of pods with these images, each in a folder of its own. */
function podsWith(...images: readonly string[]): string {
  const pod = (image: string, index: number) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `pod-${index}`, namespace: 'shop' },
      spec: { containers: [{ name: 'main', image }] },
    });
  return temporaryDirectory(
    Object.fromEntries(images.map((image, index) => [`${index}/pod.json`, pod(image, index)] as const)),
  );
}

/** Runs the command in a directory whose `dist` has pods with these images. */
async function runIn(directory: string, images: readonly string[], args: readonly string[], input = '') {
  rmSync(join(directory, 'dist'), { recursive: true, force: true });
  cpSync(podsWith(...images), join(directory, 'dist'), { recursive: true });
  const before = process.cwd();
  process.chdir(directory);
  try {
    return await run(args, input);
  } finally {
    process.chdir(before);
  }
}

async function run(args: readonly string[], input = '') {
  const terminal = new RecordedTerminal(input);
  const code = await pinCommand(args, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

function written(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}

beforeEach(() => {
  process.env['DOCKER_CONFIG'] = temporaryDirectory();
});

afterEach(() => {
  delete process.env['DOCKER_CONFIG'];
});

test('writes the digest that a registry has for each image, and says when a tag has moved', async () => {
  const { host, change } = await localRegistry({ challenge: 'token', manifests: { 'api:1': 'a', 'web:1': 'w' } });
  const [api, web] = [`${host}/api:1`, `${host}/web:1`];
  const folder = podsWith(api, web);
  const file = join(temporaryDirectory(), 'images.json');
  const pin = (...options: string[]) => run([folder, '--file', file, ...options]);

  expect(await pin('--check')).toEqual({
    code: 1,
    output: '',
    complaints: `2 findings:
[${file}] ["${api}"] must be ${digestOf('a').slice(0, 19)}, got no digest; run without --check and commit the result
[${file}] ["${web}"] must be ${digestOf('w').slice(0, 19)}, got no digest; run without --check and commit the result
`,
  });
  expect(existsSync(file)).toBe(false);

  expect(await pin()).toEqual({
    code: 0,
    output: `${file}: 2 added, 0 changed, 0 removed, 0 unchanged
  + ${api}  ${digestOf('a').slice(0, 19)}
  + ${web}  ${digestOf('w').slice(0, 19)}
`,
    complaints: '',
  });
  expect(written(file)).toEqual({ [api]: digestOf('a'), [web]: digestOf('w') });
  const rendered = podsWith(`${api}@${digestOf('a')}`, `${web}@${digestOf('w')}`);
  expect(await run([rendered, '--file', file, '--check'])).toEqual({
    code: 0,
    output: `${file} has the digests of 2 images\n`,
    complaints: '',
  });

  change({ challenge: 'token', manifests: { 'api:1': 'moved', 'web:1': 'w' } });
  expect((await pin('--check')).code).toBe(1);
  expect((await pin()).output).toBe(`${file}: 0 added, 1 changed, 0 removed, 1 unchanged
  ~ ${api}  ${digestOf('a').slice(0, 19)} → ${digestOf('moved').slice(0, 19)}
`);
});

test('takes the user of docker login', async () => {
  const { host } = await localRegistry({ challenge: 'token', user: 'robot:word', manifests: { 'api:1': 'a' } });
  const auths = { [host]: { auth: Buffer.from('robot:word').toString('base64') } };
  process.env['DOCKER_CONFIG'] = temporaryDirectory({ 'config.json': JSON.stringify({ auths }) });
  const file = join(temporaryDirectory(), 'images.json');
  expect((await run([podsWith(`${host}/api:1`), '--file', file])).code).toBe(0);
});

test('keeps the digest of an image that its registry does not say, writes the others, and ends with 3', async () => {
  const open = await localRegistry({ manifests: { 'api:1': 'a' } });
  const closed = await localRegistry({ status: 503 });
  const [api, web, missing] = [`${open.host}/api:1`, `${closed.host}/web:1`, `${open.host}/missing:1`];
  const file = join(temporaryDirectory({ 'images.json': JSON.stringify({ [web]: digest('1') }) }), 'images.json');
  const { code, complaints } = await run([podsWith(api, web, `${closed.host}/worker:1`, missing), '--file', file]);
  expect(code).toBe(3);
  expect(complaints.split('\n').slice(1, -1).sort()).toEqual(
    [
      `[${closed.host}] does not say the digests of images, got 503 Service Unavailable; try again later, or give the digests as a list with --from`,
      `[${missing}] is not in ${open.host}, got tag 1; write one that is pushed, or log in: some registries answer so for a private image`,
    ].sort(),
  );
  expect(written(file)).toEqual({ [api]: digestOf('a'), [web]: digest('1') });
});

test('takes the digests of a list, asks no registry, and names the images that it lacks', async () => {
  const file = join(temporaryDirectory(), 'images.json');
  const folder = podsWith('registry.invalid/api:1', 'registry.invalid/web:1');
  const list = `registry.invalid/api:1@${digest('1')}\nregistry.invalid/other:1@${digest('2')}\n`;
  expect(await run([folder, '--file', file, '--from', '-'], list)).toEqual({
    code: 1,
    output: `${file}: 1 added, 0 changed, 0 removed, 0 unchanged\n  + registry.invalid/api:1  sha256:111111111111\n`,
    complaints: '1 finding:\n[registry.invalid/web:1] has no digest in standard input; add a line for it\n',
  });
  const rest = `registry.invalid/web:1@${digest('3')}\n`;
  expect((await run([folder, '--file', file, '--from', '-'], rest)).code).toBe(0);
  expect(written(file)).toEqual({ 'registry.invalid/api:1': digest('1'), 'registry.invalid/web:1': digest('3') });
});

test('drops images that no pod has, knows its own digests again, and leaves those of others', async () => {
  const digests = { 'gone:1': digest('1'), 'api:1': digest('2') };
  const directory = temporaryDirectory({ 'images.json': JSON.stringify(digests) });
  const images = [`api:1@${digest('2')}`, `other:1@${digest('3')}`];
  expect(await runIn(directory, images, ['--from', '-'])).toEqual({
    code: 0,
    output: 'images.json: 0 added, 0 changed, 1 removed, 1 unchanged\n  - gone:1\n',
    complaints: '',
  });
});

test('keeps the digests of images in other folders than those that it reads', async () => {
  const digests = { 'web:1': digest('1'), 'api:1': digest('2') };
  const file = join(temporaryDirectory({ 'images.json': JSON.stringify(digests) }), 'images.json');
  const folder = podsWith(`api:1@${digest('2')}`);
  expect(await run([folder, '--file', file, '--from', '-'])).toEqual({
    code: 0,
    output: `${file}: 0 added, 0 changed, 0 removed, 2 unchanged
1 digest of other images kept; without FOLDER, pin removes those that no pod of dist has
`,
    complaints: '',
  });
  expect(written(file)).toEqual(digests);
  expect((await run([folder, '--file', file, '--from', '-', '--check'])).code).toBe(0);
});

test('writes a lost file again from the digests that are rendered beside a tag', async () => {
  const directory = temporaryDirectory();
  const images = [`api:1@${digest('2')}`, `web:1@${digest('3')}`, `other@${digest('4')}`];
  const moved = `api:1@${digest('5')}\n`;
  expect((await runIn(directory, images, ['--list'])).output).toBe('api:1\nweb:1\n');
  expect(await runIn(directory, images, ['--from', '-'], moved)).toEqual({
    code: 0,
    output: `images.json: 2 added, 0 changed, 0 removed, 0 unchanged
  + api:1  sha256:555555555555
  + web:1  sha256:333333333333
`,
    complaints: '',
  });
  expect(written(join(directory, 'images.json'))).toEqual({ 'api:1': digest('5'), 'web:1': digest('3') });
});

test('writes a file without digests where no pod has an image, for the program that reads it', async () => {
  const directory = temporaryDirectory();
  expect((await runIn(directory, [`other@${digest('3')}`], [])).code).toBe(0);
  expect(written(join(directory, 'images.json'))).toEqual({});
});

test('finds with --check that an image is not rendered with its digest', async () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'images.json'), JSON.stringify({ 'api:1': digest('1') }));
  expect(await runIn(directory, ['api:1'], ['--check', '--from', '-'])).toEqual({
    code: 1,
    output: '',
    complaints: `1 finding:
[dist/0/pod.json: Pod shop/pod-0] spec.containers["main"].image must be "api:1" with sha256:111111111111, as in images.json, got no digest; give the digests of the file to setDefaults(app, { digests }), and render again
`,
  });
  expect((await runIn(directory, [`api:1@${digest('1')}`], ['--check', '--from', '-'])).code).toBe(0);
});

test('lists the images, and writes nothing', async () => {
  const file = join(temporaryDirectory(), 'images.json');
  const folder = podsWith('web:1', 'api:1', 'web:1');
  expect(await run([folder, '--list', '--file', file])).toEqual({ code: 0, output: 'api:1\nweb:1\n', complaints: '' });
  expect(existsSync(file)).toBe(false);
});

test('drops nothing if a folder cannot be read', async () => {
  const file = join(temporaryDirectory({ 'images.json': JSON.stringify({ 'api:1': digest('1') }) }), 'images.json');
  const folder = join(temporaryDirectory(), 'dist');
  expect(await run([folder, '--file', file])).toEqual({
    code: 3,
    output: '',
    complaints: `1 finding:\n[${folder}] cannot be read: no such file or directory (ENOENT); write a folder, a file, or COMMIT:PATH such as HEAD:dist\n`,
  });
  expect(written(file)).toEqual({ 'api:1': digest('1') });
});

test('refuses to list and to check in one run', async () => {
  expect(await run(['--list', '--check'])).toEqual({
    code: 64,
    output: '',
    complaints: 'cdk8s-backend pin: --list must not be together with --check or --from; write one of them\n',
  });
});
