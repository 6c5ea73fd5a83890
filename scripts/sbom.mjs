// Writes what an importer gets beside this package as a CycloneDX bill of materials, from the lockfile alone.
// The same lockfile gives the same bytes: without the time and the random number that npm adds.
// usage: node scripts/sbom.mjs > build/sbom.cdx.json
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
const wanted = ['--sbom-format=cyclonedx', '--sbom-type=library', '--omit=dev', '--package-lock-only'];
const bill = JSON.parse(execFileSync('npm', ['sbom', ...wanted], { encoding: 'utf8' }));
delete bill.serialNumber;
delete bill.metadata.timestamp;
// npm writes the name of the folder.
bill.metadata.component.name = name;
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
