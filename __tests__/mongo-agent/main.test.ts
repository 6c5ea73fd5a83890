import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const main = join(__dirname, '../../lib/mongo-agent/main.js');

/** What becomes of the program when the agent, whose files are elsewhere here, runs like this. */
function end(run: string) {
  const program = `
    const load = require('module')._load;
    require('module')._load = (id, ...others) => (id === '/agent/agent.js' ? { run: ${run} } : load(id, ...others));
    globalThis.Mongo = 'mongosh’s class';
    require(${JSON.stringify(main)});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', program], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('hands mongosh’s class and the settings to the agent', () => {
  expect(end('async (...given) => console.log(JSON.stringify(given))')).toEqual({
    status: 0,
    stdout: '["mongosh’s class","/agent/agent.json"]\n',
    stderr: '',
  });
});

test.each([
  ['that it cannot run', 'async () => { throw new Error("no settings"); }'],
  ['that something it did not wait for failed', 'async () => { void Promise.reject(new Error("no settings")); }'],
])('ends with the reason %s', (_, run) => {
  const { status, stderr } = end(run);
  expect([status, stderr.split('\n')[0]]).toEqual([1, 'Error: no settings']);
});
