// Writes what an importer gets beside this package as a CycloneDX bill of materials, from the lockfile alone.
// The same lockfile gives the same bytes: without the time and the random number that npm adds.
// usage: node scripts/sbom.mjs > build/sbom.cdx.json
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// Development's to npm, and copied into build/: see NOTICE.
const bundled = ['@dagrejs/dagre', '@dagrejs/graphlib'];

const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
const wanted = ['--sbom-format=cyclonedx', '--sbom-type=library', '--package-lock-only'];
const bill = JSON.parse(execFileSync('npm', ['sbom', ...wanted], { encoding: 'utf8' }));
const isGiven = ({ name, properties = [] }) =>
  bundled.includes(name) ||
  !properties.some((property) => /^cdx:npm:package:(development|extraneous)$/.test(property.name));
bill.components = bill.components.filter(isGiven);
const refs = new Set([bill.metadata.component, ...bill.components].map((component) => component['bom-ref']));
bill.dependencies = bill.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
delete bill.serialNumber;
delete bill.metadata.timestamp;
// npm writes the name of the folder.
bill.metadata.component.name = name;
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
