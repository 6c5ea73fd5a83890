import { join } from 'node:path';
import { App } from 'cdk8s';
import { everything } from '../../examples/everything/program';
import { yaml } from '../../lib/files/yaml';
import { render } from '../../lib/synth/render';
import { updatedFile } from '../updated-file';

test('renders what the example shows', () => {
  const app = new App();
  everything(app);
  const rendered = render(app).map(yaml).join('---\n');
  expect(updatedFile(join(__dirname, '../../examples/everything/rendered.yaml'), rendered)).toBe(rendered);
});
