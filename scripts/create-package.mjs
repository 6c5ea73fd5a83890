// Writes the folder of the package create-cdk8s-backend, which `npm create cdk8s-backend` runs: the command init as one file, because
// npm would first install 170 packages for the library. Its version, licence and pages are those of the library.
// usage: node scripts/create-package.mjs FOLDER
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('a folder is missing; write build/create');
  process.exit(64);
}
const name = 'create-cdk8s-backend';
const program = `${name}.js`;
buildSync({
  entryPoints: [`create/${name}.ts`],
  outfile: join(folder, program),
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
});
const library = JSON.parse(readFileSync('package.json', 'utf8'));
const shared = ['version', 'license', 'keywords', 'engines', 'type', 'homepage', 'bugs', 'repository'];
const manifest = {
  name,
  description: 'npm create cdk8s-backend: a project that renders a backend and its MongoDB to Kubernetes YAML',
  ...Object.fromEntries(shared.map((field) => [field, library[field]])),
  bin: { [name]: program },
  files: [program],
};
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
copyFileSync('create/README.md', join(folder, 'README.md'));
copyFileSync('LICENSE', join(folder, 'LICENSE'));
