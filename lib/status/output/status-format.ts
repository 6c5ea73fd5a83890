import { statusJson } from './status-json';
import { StatusReport } from './status-report';
import { statusText } from './status-text';

const formats = { text: statusText, json: statusJson } as const;

/** A form in which a report is written. */
export type StatusFormat = keyof typeof formats;

/** The names of all forms of reports. */
export const statusFormats = Object.keys(formats) as readonly StatusFormat[];

/** Returns a report in a form: text for a terminal, JSON for other programs. */
export function formattedStatus(report: StatusReport, format: StatusFormat): string {
  return formats[format](report);
}
