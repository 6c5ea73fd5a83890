import { Finding } from '../../findings/finding';
import { yaml } from '../../files/yaml';
import { ManifestFolder } from '../../folders/folder-manifests';
import { givenFolders, skippedText } from '../../folders/given-folders';
import { ReadManifest } from '../../folders/parsed-manifests';
import { field, textsIn } from '../../manifests/fields';
import { FindingsError } from '../../findings/findings-error';
import { Manifest, objectName } from '../../manifests/manifest';
import { commandLine, CommandLineError } from '../command-line';
import { Terminal } from '../terminal';

// Its types are not: `import type` of an ES module is an error in a CommonJS one.
interface Secretlint {
  readonly lintSource: (given: {
    readonly source: { filePath: string; content: string; ext: string; contentType: 'text' };
    readonly options: { readonly maskSecrets: true; readonly config: { readonly rules: readonly object[] } };
  }) => Promise<{ readonly messages: readonly { readonly ruleId: string }[] }>;
}

/** What secretlint's recommended rules call the credentials in a text: `database-connection-string`; each once, and nothing of them. */
type CredentialScanner = (text: string) => Promise<readonly string[]>;

const scanHelp = `Usage: cdk8s-backend scan [FOLDER...] [options]

Looks for credentials in the manifests of each FOLDER (dist if not given) with secretlint's recommended rules, which know the tokens of many
services. They are a second opinion on the rule no-plaintext-secret, which looks at fields and names and is part of every synth; the
annotation that lets an object through there does here too. A file that is no manifest is named and skipped.

  --recursive, -R   the folders below too
  --help, -h        show this text

Exit code: 0 if there are none, 1 if there are some or a file cannot be read, 2 if the command line cannot be understood.
`;

const ignored = 'cdk8s-backend/ignore.no-plaintext-secret';

/** The command `cdk8s-backend scan`: credentials that secretlint knows in folders of manifests, by object and field. */
export async function scanCommand(
  argv: readonly string[],
  terminal: Pick<Terminal, 'write' | 'complain'>,
): Promise<0 | 1 | 2> {
  try {
    const { values, positionals } = commandLine(argv, {
      recursive: { type: 'boolean', short: 'R', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    });
    if (values.help) {
      terminal.write(scanHelp);
      return 0;
    }
    const folders = givenFolders(positionals.length === 0 ? ['dist'] : positionals, values.recursive);
    terminal.complain(skippedText(folders));
    terminal.write(await scan(folders));
    return 0;
  } catch (error) {
    if (error instanceof CommandLineError) {
      terminal.complain(`cdk8s-backend scan: ${error.message}\n`);
      return 2;
    }
    if (!(error instanceof FindingsError)) throw error;
    terminal.complain(`${error.message}\n`);
    return 1;
  }
}

async function scan(folders: readonly ManifestFolder[]): Promise<string> {
  const manifests = folders.flatMap((folder) => folder.manifests);
  const scanner = await credentialScanner();
  const findings = folders.flatMap((folder) => folder.findings);
  for (const each of manifests) findings.push(...(await findingsIn(each, scanner)));
  if (findings.length > 0) throw new FindingsError(findings);
  return `${manifests.length === 1 ? '1 object' : `${manifests.length} objects`}, no credential\n`;
}

async function findingsIn({ file, manifest }: ReadManifest, scanner: CredentialScanner): Promise<Finding[]> {
  if (field(manifest, 'metadata', 'annotations', ignored) !== undefined) return [];
  const whole = await scanner(yaml(withoutCiphertext(manifest)));
  if (whole.length === 0) return [];
  const found: Finding[] = [];
  for (const [path, text] of textsIn(manifest)) {
    for (const what of await scanner(text)) found.push(line(file, manifest, path, what));
  }
  // What only the text around a value gives away.
  return found.length > 0 ? found : whole.map((what) => line(file, manifest, 'a field', what));
}

function line(file: string, manifest: Manifest, path: string, what: string): Finding {
  return {
    path: file,
    at: `${objectName(manifest)}: ${path}`,
    code: 'invalid-value',
    want: 'must not hold a secret',
    got: `what secretlint calls ${what}`,
    write: 'put it into a Secret and refer to its key',
  };
}

// Base64 of what is encrypted may spell anything.
function withoutCiphertext(manifest: Manifest): Manifest {
  return manifest.kind === 'SealedSecret' ? { ...manifest, spec: {} } : manifest;
}

/** Loads secretlint with its recommended rules. */
async function credentialScanner(): Promise<CredentialScanner> {
  const { lintSource } = (await importModule('@secretlint/core')) as Secretlint;
  const preset = (await importModule('@secretlint/secretlint-rule-preset-recommend')) as { readonly creator: object };
  const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: preset.creator }] };
  return async (content) => {
    const source = { filePath: 'manifest.yaml', content, ext: '.yaml', contentType: 'text' } as const;
    const { messages } = await lintSource({ source, options: { maskSecrets: true, config } });
    return [...new Set(messages.map(({ ruleId }) => ruleId.replace('@secretlint/secretlint-rule-', '')))];
  };
}

// The compiler makes `require` of `import()`, by which not every Node that is supported loads an ES module.
// eslint-disable-next-line @typescript-eslint/no-implied-eval
const importModule = new Function('name', 'return import(name)') as (name: string) => Promise<unknown>;
