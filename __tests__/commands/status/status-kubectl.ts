import { readFileSync } from 'node:fs';
import { standInPrograms } from '../../stand-in-programs';
import { writeText } from '../../temporary-directory';

/** The answers of a stand-in for kubectl: by the beginning of the command line, its output, or a complaint, with which it fails. */
export type Answers = Readonly<Record<string, { readonly output?: unknown; readonly complaint?: string }>>;

/**
 * Puts a stand-in for kubectl on the PATH, which answers a command line by the longest beginning of it that is known, and with an empty list otherwise.
 * Returns a function that gives the command lines so far, without the options of every call.
 */
export function answeringKubectl(folder: string, answers: Answers): () => string[] {
  writeText(`${folder}/answers.json`, JSON.stringify(answers));
  writeText(`${folder}/calls`, '');
  standInPrograms({
    kubectl: `const folder = ${JSON.stringify(folder)};
const fs = require('node:fs');
const line = args.join(' ').replace(' --context kind-dev --request-timeout=30s', '');
fs.appendFileSync(folder + '/calls', line + '\\n');
const config = { 'current-context': 'kind-dev', contexts: [{ context: { namespace: 'shop' } }], clusters: [{ cluster: { server: 'https://127.0.0.1:6443' } }] };
const answers = { 'config view': { output: config }, ...JSON.parse(readFileSync(folder + '/answers.json', 'utf8')) };
const known = Object.keys(answers).filter((each) => line.startsWith(each)).sort((a, b) => b.length - a.length)[0];
const { output, complaint } = answers[known] ?? {};
if (output !== undefined) print(typeof output === 'string' ? output : JSON.stringify(output));
if (complaint !== undefined) fail(complaint);`,
  });
  return () => readFileSync(`${folder}/calls`, 'utf8').trim().split('\n');
}
