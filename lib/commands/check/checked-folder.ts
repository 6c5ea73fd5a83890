import { checkManifests, namedFinding } from '../../checks/check-manifests';
import { ignoredRules, withLevels } from '../../checks/check-settings';
import { hasVariable } from '../../checks/placeholders';
import { rules } from '../../checks/rules';
import { exitCodeOf } from '../../findings/exit-code';
import { Finding, FindingLevel } from '../../findings/finding';
import { ManifestFolder } from '../../folders/folder-manifests';
import { KubernetesManifest, objectName } from '../../manifests/manifest';
import { SettingsReading } from './folder-settings';

/** The choices of a command line, which have precedence over the settings of a folder. */
export interface CheckChoices {
  /** The rules that run, even if the settings leave them out. All others run if it is empty. */
  readonly rule: readonly string[];
  /** The rules that do not run. */
  readonly ignore: readonly string[];
  /** The least serious finding that fails the command. @default - that of the settings */
  readonly failOn?: FindingLevel;
  /** True if notes are printed. */
  readonly notes: boolean;
  /** CustomResourceDefinitions of elsewhere. @default - none */
  readonly schemas?: readonly KubernetesManifest[];
  /** True if findings have their lines, for which a file is parsed again. */
  readonly hasLines: boolean;
}

/** The outcome of the rules in a folder. */
export interface CheckedFolder {
  /** The findings of its files and of the rules. */
  readonly findings: readonly Finding[];
  /** True if the notes among them are printed. */
  readonly areNotesShown: boolean;
  /** The rules that the choices or the settings leave out. */
  readonly ignored: readonly string[];
  readonly exitCode: 0 | 1 | 3;
}

/** Runs the rules over a folder. If its settings cannot be read, these findings are all: the levels of others are not known. */
export function checkedFolder(
  folder: ManifestFolder,
  { settings, findings: broken }: SettingsReading,
  choices: CheckChoices,
): CheckedFolder {
  const others = choices.rule.length === 0 ? [] : rules.map(({ id }) => id).filter((id) => !choices.rule.includes(id));
  const ignored = [...choices.ignore, ...ignoredRules(settings).filter((id) => !choices.rule.includes(id))];
  const isRead = broken.length === 0;
  const found = isRead
    ? checkManifests(
        folder.manifests.map(({ manifest }) => manifest),
        rules,
        [...ignored, ...others],
        [...(choices.schemas ?? []), ...(folder.generators ?? [])],
      ).filter(({ object, valuePath }) => !hasVariable(object, valuePath, folder.variables ?? []))
    : [];
  const read = new Map(folder.manifests.map((each) => [each.manifest, each]));
  const findings = withLevels(found, settings).map((finding) => ({
    ...namedFinding(objectName(finding.object), finding),
    file: read.get(finding.object)?.file,
    line: choices.hasLines ? read.get(finding.object)?.lineOf(finding.valuePath) : undefined,
  }));
  const failOn = choices.failOn ?? settings.failOn;
  const { doubledKeys = [], refused = [] } = folder;
  const ofFiles = [...doubledKeys, ...refused];
  const isUnread = folder.findings.length + broken.length > 0;
  return {
    findings: [...folder.findings, ...ofFiles, ...findings],
    areNotesShown: choices.notes || failOn === 'note',
    ignored,
    exitCode: isUnread ? 3 : exitCodeOf([...ofFiles, ...findings], failOn),
  };
}
