import { reportMarkdown } from './report-markdown';
import { reportPage } from '../page/page';
import { Report } from '../report';

const formats = { html: reportPage, md: reportMarkdown } as const;

/** A form in which reports are written. */
export type ReportFormat = keyof typeof formats;

/** The names of all forms of reports. */
export const reportFormats = Object.keys(formats) as readonly ReportFormat[];

/** Returns a report in a form: a page for a browser, or Markdown for a pull request. */
export function formattedReport(report: Report, format: ReportFormat): string {
  return formats[format](report);
}
