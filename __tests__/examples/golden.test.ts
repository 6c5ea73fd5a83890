import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { novu } from '../../examples/golden/novu/program';
import { onlineBoutique } from '../../examples/golden/online-boutique/program';
import { parseServer } from '../../examples/golden/parse-server/program';
import { podinfo } from '../../examples/golden/podinfo/program';
import { rocketChat } from '../../examples/golden/rocket-chat/program';
import { checkManifests, noteIds } from '../../lib/checks/check-manifests';
import { rules } from '../../lib/checks/rules';
import { yaml } from '../../lib/files/yaml';
import { render } from '../../lib/synth/render';
import { findingLines } from '../rule-findings';
import { updatedFile } from '../updated-file';

const golden = join(__dirname, '../../examples/golden');

describe.each([
  ['novu', novu],
  ['online-boutique', onlineBoutique],
  ['parse-server', parseServer],
  ['podinfo', podinfo],
  ['rocket-chat', rocketChat],
])('the golden application %s', (name, build) => {
  const app = new App();
  build(app);
  const manifests = render(app);

  test('renders what the example shows', () => {
    const rendered = manifests.map(yaml).join('---\n');
    expect(updatedFile(join(golden, name, 'rendered.yaml'), rendered)).toBe(rendered);
  });

  test('passes every rule whose findings are errors, without an exemption from any', () => {
    expect(findingLines(checkManifests(manifests, rules, noteIds))).toEqual([]);
    expect(manifests.map(yaml).filter((object) => object.includes('cdk8s-backend/ignore.'))).toEqual([]);
  });

  test('is in the note with the lines of its program and the number of its objects', () => {
    const lines = readFileSync(join(golden, name, 'program.ts'), 'utf8').split('\n').length - 1;
    const rows = readFileSync(join(golden, 'README.md'), 'utf8')
      .split('\n')
      .filter((row) => row.includes(`](${name}/program.ts)`));
    expect(rows.map((row) => row.split('|').slice(3, 5).map(Number))).toEqual([[lines, manifests.length]]);
  });
});
