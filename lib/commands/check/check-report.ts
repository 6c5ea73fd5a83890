import { Finding, levelNames, ofLevel } from '../../findings/finding';
import { ManifestFolder } from '../../folders/folder-manifests';
import { unique } from '../../props/map';
import { CheckChoices, CheckedFolder, checkedFolder } from './checked-folder';
import { SettingsReading } from './folder-settings';

/** The outcome of a run of check, of which every format is a form. */
export interface CheckReport {
  /** The number of objects that were read. */
  readonly objects: number;
  /** The number of files that these objects were read from. */
  readonly files: number;
  /** The findings to print, the most serious first. */
  readonly findings: readonly Finding[];
  /** The notes that are counted, and not printed. */
  readonly hidden: readonly Finding[];
  /** The rules that run alone; empty if all do. */
  readonly only: readonly string[];
  /** The rules that do not run, in a folder at least. */
  readonly ignored: readonly string[];
  readonly exitCode: 0 | 1 | 3;
}

/** Checks folders by their settings, and puts the outcomes together. */
export function checkReport(
  folders: readonly ManifestFolder[],
  settingsOf: (file: string | undefined) => SettingsReading,
  choices: CheckChoices,
): CheckReport {
  const readings = folders.map((folder) => ({ folder, reading: settingsOf(folder.manifests[0]?.file) }));
  const checked = readings.map(({ folder, reading }) => checkedFolder(folder, reading, choices));
  const broken = unique(readings.flatMap(({ reading }) => reading.findings));
  const read = folders.flatMap(({ manifests }) => manifests);
  const shown = [...broken, ...checked.flatMap((each) => findingsOf(each, true))];
  return {
    objects: read.length,
    files: new Set(read.map(({ file }) => file)).size,
    findings: levelNames.flatMap((level) => ofLevel(level, shown)),
    hidden: checked.flatMap((each) => findingsOf(each, false)),
    only: choices.rule,
    ignored: [...new Set(checked.flatMap(({ ignored }) => ignored))],
    exitCode: worst(checked),
  };
}

/** Returns the findings of a folder that are printed, or those that are not. */
function findingsOf({ findings, areNotesShown }: CheckedFolder, isShown: boolean): Finding[] {
  return findings.filter(({ level }) => (areNotesShown || level !== 'note') === isShown);
}

/** Returns the exit code of all folders: a file that cannot be read may have findings that are worse. */
function worst(checked: readonly CheckedFolder[]): 0 | 1 | 3 {
  return ([3, 1] as const).find((code) => checked.some(({ exitCode }) => exitCode === code)) ?? 0;
}
