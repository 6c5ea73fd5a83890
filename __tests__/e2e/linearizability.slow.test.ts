import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', 'e2e', 'linearizability');
const hasGo = spawnSync('go', ['version']).status === 0;

// Whoever changes no history needs no Go; a run of random faults fails without it.
(hasGo ? test : test.skip)(
  `the checker of histories accepts the good and refuses the bad ones (needs Go)`,
  () => {
    const { stdout, stderr } = spawnSync('go', ['test', '-C', folder, './...'], { encoding: 'utf8' });
    expect(stdout + stderr).toMatch(/^ok\s/);
  },
  240_000,
);
