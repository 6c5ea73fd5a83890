import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../../../temporary-directory';

const script = join(__dirname, '../../../../lib/mongo/agent/scripts/start.sh');
const host = 'mongo-0.mongo.shop.svc.cluster.local';

/** The arguments and environment of the script, with a resolver that does this and a mongod that tells how it is started. */
function starting(resolver: string, address: string, seconds: number) {
  const programs = temporaryDirectory();
  const program = (name: string, text: string) => {
    writeFileSync(join(programs, name), `#!/bin/bash\n${text}\n`, { mode: 0o755 });
  };
  program('getent', resolver);
  program('mongod', 'echo "mongod $*"');
  const env = { ...process.env, PATH: `${programs}:${process.env['PATH'] ?? ''}` };
  return { args: [script, host, address, String(seconds)], env };
}

const started = 'mongod --config /etc/mongod/mongod.conf\n';
const although = `starting although ${host} does not resolve to 10.0.0.1\n`;

test.each([
  ['leads to the pod', 'echo "10.0.0.1 STREAM x"; echo "10.0.0.1 DGRAM"', started],
  ['leads elsewhere', 'echo "10.0.0.10 STREAM x"; echo "110.0.0.1 STREAM"', although + started],
  ['has dots for other digits', 'echo "10a0b0c1 STREAM x"', although + started],
  ['leads nowhere', 'exit 2', although + started],
])('when its name %s, mongod is started, and it is said if that is wrong', (_, resolver, expected) => {
  const { args, env } = starting(resolver, '10.0.0.1', 0);
  const { status, stdout, stderr } = spawnSync('bash', args, { env, encoding: 'utf8' });
  expect({ status, output: stderr + stdout }).toEqual({ status: 0, output: expected });
});

test('an address of IPv6 is known too', () => {
  const { args, env } = starting('echo "fd00::7 STREAM x"', 'fd00::7', 0);
  expect(spawnSync('bash', args, { env, encoding: 'utf8' }).stderr).toBe('');
});

test('a resolver that does not answer holds the start up no longer than was given', () => {
  const { args, env } = starting('exec sleep 60', '10.0.0.1', 1);
  const start = performance.now();
  expect(spawnSync('bash', args, { env, encoding: 'utf8' }).stdout).toBe(started);
  expect(performance.now() - start).toBeLessThan(15_000);
}, 30_000);

test('a pod that is to end while mongod waits for its name ends at once', async () => {
  const { args, env } = starting('echo asked >&2; exit 2', '10.0.0.1', 60);
  const child = spawn('bash', args, { env });
  await once(child.stderr, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([143, null]);
});
