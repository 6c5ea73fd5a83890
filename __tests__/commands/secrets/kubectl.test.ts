import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubectl } from '../../../lib/commands/secrets/kubectl';
import { StubKubectl } from './stub-kubectl';

describe('kubectl', () => {
  test('passes arguments and input as they are', async () => {
    const stub = new StubKubectl({ refusal: 'Warning: old\nE1201 12:00:00.0 a.go] noise\nno!' });
    const args = ['create', '--filename', '-', "a 'b' $(c)"];
    const result = await kubectl(args, '{"a":1}');
    const { calls } = stub;
    stub.remove();
    expect(calls).toEqual([{ args, input: '{"a":1}' }]);
    expect(result).toEqual({ code: 1, output: '', complaint: 'no! {"a":1}' });
  });

  test('says that there is no kubectl', async () => {
    const path = process.env['PATH'];
    const empty = mkdtempSync(join(tmpdir(), 'empty-'));
    process.env['PATH'] = empty;
    try {
      await expect(kubectl(['version'])).rejects.toThrow(
        '[kubectl] cannot be run, ENOENT; install it and put it on the PATH',
      );
    } finally {
      process.env['PATH'] = path;
      rmdirSync(empty);
    }
  });
});
