// Looks for credentials in the YAML files of folders and of the folders below them, with secretlint's recommended rules. They know the
// tokens of many services, and are a second opinion on the rule no-plaintext-secret, which reads fields and names. An object that an
// annotation lets through there is let through here too. Prints the file and the name of the rule, never a value.
// usage: node scripts/scan.mjs FOLDER…
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { dump, loadAll } from 'js-yaml';

const preset = '@secretlint/secretlint-rule-preset-recommend';
const config = { rules: [{ id: preset, rule: creator }] };

const files = process.argv
  .slice(2)
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.yaml'))
  .sort();
let credentials = 0;
for (const file of files) {
  for (const rule of new Set(await rulesThatFind(checkedText(file)))) {
    credentials += 1;
    console.error(`${file} must not hold a secret, got what secretlint calls ${rule}; put it into a Secret`);
  }
}
if (files.length === 0) console.error('there are no YAML files; write a folder that has some, such as dist');
else console.log(`${files.length} files, ${credentials === 0 ? 'no credential' : `${credentials} credentials`}`);
process.exitCode = credentials > 0 || files.length === 0 ? 1 : 0;

/** Returns the objects of a file as one text, without those that are let through, and without ciphertext, which may spell anything. */
function checkedText(file) {
  return loadAll(readFileSync(file, 'utf8'))
    .filter((object) => object?.metadata?.annotations?.['cdk8s-backend/ignore.no-plaintext-secret'] === undefined)
    .map((object) => dump(object?.kind === 'SealedSecret' ? { ...object, spec: {} } : object, { lineWidth: -1 }))
    .join('---\n');
}

async function rulesThatFind(content) {
  const source = { filePath: 'manifest.yaml', content, ext: '.yaml', contentType: 'text' };
  const { messages } = await lintSource({ source, options: { maskSecrets: true, config } });
  return messages.map(({ ruleId }) => ruleId.replace('@secretlint/secretlint-rule-', ''));
}
