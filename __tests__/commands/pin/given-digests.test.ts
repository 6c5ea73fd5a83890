import { join } from 'node:path';
import { givenDigests } from '../../../lib/commands/pin/given-digests';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';

const digest = `sha256:${'0'.repeat(64)}`;
const list = `# of crane\ndocker.io/library/mongo:8.0.30@${digest}\r\n\nlocalhost:5000/api:1   ${digest}\nweb@${digest}\n`;
const digests = { 'docker.io/library/mongo:8.0.30': digest, 'localhost:5000/api:1': digest, web: digest };

test('are read from a file and from standard input, with an @ or a space between image and digest', async () => {
  const file = join(temporaryDirectory({ list }), 'list');
  expect(await givenDigests(file, new RecordedTerminal())).toEqual(digests);
  expect(await givenDigests('-', new RecordedTerminal(list))).toEqual(digests);
});

test.each(['mongo:8.0.30', `mongo:8.0.30@sha256:123`, digest, `@${digest}`, `a b:1@${digest}`])(
  'are refused as %s, with the number of the line',
  async (line) => {
    await expect(givenDigests('-', new RecordedTerminal(`\n${line}\n`))).rejects.toThrow(
      `1 finding:\n[standard input] line 2 must be an image and its digest, got "${line}"; write "repository:tag@sha256:<64 hexadecimal digits>"`,
    );
  },
);

test('are refused as two of one image', async () => {
  const other = `sha256:${'1'.repeat(64)}`;
  const lines = `api:1@${digest}\napi:2@${other}\napi:1 ${digest}\napi:1 ${other}\n`;
  await expect(givenDigests('-', new RecordedTerminal(lines))).rejects.toThrow(
    `1 finding:\n[standard input] line 4 must have the digest of api:1 in line 1, got "api:1 ${other}"; remove one of the two`,
  );
});

test('are refused as a file that cannot be read', async () => {
  const file = join(temporaryDirectory(), 'list');
  await expect(givenDigests(file, new RecordedTerminal())).rejects.toThrow(
    `1 finding:\n[${file}] cannot be read: no such file or directory (ENOENT); write a file with a line for each image`,
  );
});
