/** Returns `dist.test.ts`: the rendered files are the snapshot. */
export function testFile(): string {
  return `import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

test('dist/ is what the program renders', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(__dirname, 'main.js'), '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, \`\${stderr}Run npm run synth, and commit dist/.\`);
});
`;
}
