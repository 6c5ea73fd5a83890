import { join } from 'node:path';
import { App } from 'cdk8s';
import { environments } from '../../examples/shop/environments';
import { shop } from '../../examples/shop/program';
import { checkManifests, noteIds } from '../../lib/checks/check-manifests';
import { rules } from '../../lib/checks/rules';
import { yaml } from '../../lib/files/yaml';
import { groupedBy } from '../../lib/props/map';
import { render } from '../../lib/synth/render';
import { findingLines } from '../rule-findings';
import { updatedFile } from '../updated-file';

describe.each(environments)('the shop on $name', (environment) => {
  const app = new App();
  shop(app, environment);
  const manifests = render(app);

  test('renders what the example shows', () => {
    // Google has no public schema of its own kinds, which strict checkers ask for.
    const groups = groupedBy(manifests, ({ apiVersion }) => [
      apiVersion.startsWith('cloud.google.com/') ? 'google/' : '',
    ]);
    for (const [folder, objects] of groups) {
      const rendered = objects.map(yaml).join('---\n');
      const path = join(__dirname, '../../examples/shop', environment.name, folder, 'rendered.yaml');
      expect(updatedFile(path, rendered)).toBe(rendered);
    }
  });

  test('passes every rule whose findings are errors, without an exemption from any', () => {
    expect(findingLines(checkManifests(manifests, rules, noteIds))).toEqual([]);
    expect(manifests.map(yaml).filter((object) => object.includes('cdk8s-backend/ignore.'))).toEqual([]);
  });
});
