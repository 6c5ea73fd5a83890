import { endedProcess } from '../../lib/commands/ended-process';

const write = 'install it';

test('gives all that a program printed, and its exit code', async () => {
  const program = 'process.stdin.pipe(process.stdout); process.stderr.write("no"); process.exitCode = 3';
  expect(await endedProcess(process.execPath, ['-e', program], { input: 'ä\n', write })).toEqual({
    code: 3,
    signal: null,
    output: 'ä\n',
    complaints: 'no',
  });
});

test('has a shell run a line, with an empty standard input', async () => {
  expect(await endedProcess('cat; echo "$((1 + 1))"', [], { shell: true, write })).toMatchObject({ output: '2\n' });
});

test('names the signal that ended a program, which need not read its input', async () => {
  const input = 'a'.repeat(1_000_000);
  expect(await endedProcess('sh', ['-c', 'kill -KILL $$'], { input, write })).toMatchObject({
    code: null,
    signal: 'SIGKILL',
  });
});

test('has a finding for a program that cannot be run', async () => {
  await expect(endedProcess('no-such-program', [], { write })).rejects.toThrow(
    '1 finding:\n[no-such-program] cannot be run, ENOENT; install it',
  );
});
