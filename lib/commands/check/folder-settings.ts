import { loadAll } from 'js-yaml';
import { checkSettings, CheckSettings, noSettings, settingsFile } from '../../checks/check-settings';
import { counted } from '../../findings/counted';
import { Finding } from '../../findings/finding';
import { FindingsError } from '../../findings/findings-error';
import { Problem } from '../../findings/problem';
import { NearestFile, nearestFiles } from '../../folders/nearest-file';
import { yamlFault } from '../../folders/parsed-manifests';
import { isMap } from '../../props/map';

/** The settings that count for a file, or the findings of a settings file that cannot be read as such. */
export interface SettingsReading {
  readonly settings: CheckSettings;
  readonly findings: readonly Finding[];
}

/** Returns a reader of the settings that count for a folder's file: those of the nearest `.cdk8s-backend.yaml` alone. */
export function settingsReader(): (file: string | undefined) => SettingsReading {
  const nearest = nearestFiles(settingsFile);
  return (file) => {
    try {
      const found = file === undefined ? undefined : nearest(file);
      return found === undefined ? { settings: noSettings, findings: [] } : settingsReading(found);
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      return { settings: noSettings, findings: error.findings };
    }
  };
}

function settingsReading({ path, text }: NearestFile): SettingsReading {
  const read = documentOf(text);
  if ('problem' in read) return { settings: noSettings, findings: [{ path, file: path, ...read.problem }] };
  const parsed = checkSettings.parse(read.document);
  const findings = parsed.issues.map((issue) => ({ path, file: path, ...issue }));
  return { settings: parsed.typed ? parsed.value : noSettings, findings };
}

/** Returns the document of a text, which is empty if the text has comments alone, or the problem of the text. */
function documentOf(text: string): { readonly document: unknown } | { readonly problem: Problem } {
  try {
    const [document, ...others] = loadAll(text);
    if (others.length === 0) return { document: withoutEmptyRules(document ?? {}) };
    const got = counted(others.length + 1, 'document');
    return {
      problem: { code: 'invalid-value', want: 'must be one document', got, write: 'leave out the lines "---"' },
    };
  } catch (error) {
    return { problem: { code: 'cannot-read', want: `is not YAML, ${yamlFault(error)}`, write: 'correct it' } };
  }
}

/** Returns settings without a `rules:` below which nothing is left. */
function withoutEmptyRules(document: unknown): unknown {
  if (!isMap(document) || document.rules !== null) return document;
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'rules'));
}
