import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../../package.json';
import { rules } from '../../checks/rules';
import { Finding } from '../../findings/finding';
import { issueText, problemCodes } from '../../findings/problem';
import { commitPath, repositoryRoot } from '../../folders/git-files';
import { Rule } from '../../rules/rule';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * Returns findings as a log of the Static Analysis Results Interchange Format (SARIF) 2.1.0, as code scanning reads it. A finding without a
 * file is no result but a notification.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 */
export function sarif(findings: readonly Finding[]): string {
  const descriptors = [...rules.map(ruleDescriptor), ...codeDescriptors(findings)];
  const driver = { name: 'cdk8s-backend', semanticVersion: version, rules: descriptors };
  const notifications = findings.filter(({ file }) => file === undefined).map(notification);
  const invocation = { executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications };
  const results = fileResults(findings, new Map(descriptors.map(({ id }, index) => [id, index])));
  const log = { $schema: schema, version: '2.1.0', runs: [{ tool: { driver }, invocations: [invocation], results }] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A rule, or a code of problems, for readers of a log. */
interface Descriptor {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly defaultConfiguration?: { readonly level: string };
}

function ruleDescriptor({ id, summary, why, level = 'error' }: Rule): Descriptor {
  return {
    id,
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: `${summary}. If not: ${why}.` },
    defaultConfiguration: { level },
  };
}

function codeDescriptors(findings: readonly Finding[]): Descriptor[] {
  const codes = new Set(findings.map(({ code }) => code));
  return Object.entries(problemCodes)
    .filter(([id]) => codes.has(id))
    .map(([id, text]) => ({ id, shortDescription: { text } }));
}

function notification(finding: Finding): unknown {
  return { level: finding.level ?? 'error', descriptor: { id: finding.code }, message: { text: messageText(finding) } };
}

function fileResults(findings: readonly Finding[], indexes: ReadonlyMap<string, number>): unknown[] {
  const root = repositoryRoot(resolve()) ?? resolve();
  const known = new Map<string, number>();
  return findings.flatMap((finding) => {
    const { file, path, at, code, level = 'error', line = 1 } = finding;
    if (file === undefined) return [];
    const uri = fileUri(file, root);
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([code, uri, path, at ?? '']))
      .digest('hex')
      .slice(0, 32);
    const count = (known.get(fingerprint) ?? 0) + 1;
    known.set(fingerprint, count);
    return {
      ruleId: code,
      ruleIndex: indexes.get(code),
      level,
      message: { text: messageText(finding) },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri }, region: { startLine: line } },
          ...(path === file ? {} : { logicalLocations: [{ fullyQualifiedName: path, kind: 'object' }] }),
        },
      ],
      // Nothing of it is a line, so that it stays when lines move.
      partialFingerprints: { 'objectField/v1': `${fingerprint}:${count}` },
    };
  });
}

function messageText({ path, file, at = '', want, got, write }: Finding): string {
  return `${path === file ? '' : `${path}: `}${issueText({ at, want, got, write })}`;
}

/** Returns the path of a file from the root of the repository, as a URI; of a file outside of it, the whole URI. */
function fileUri(file: string, root: string): string {
  const whole = resolve(commitPath(file)?.path ?? file);
  const path = relative(root, whole);
  if (path.split(sep)[0] === '..' || isAbsolute(path)) return pathToFileURL(whole).href;
  return path.split(sep).map(encodeURIComponent).join('/');
}
