import { formattedReport, reportFormats } from '../../../lib/report/output/formatted-report';
import { report } from '../../../lib/report/report';
import { shop } from '../../topology/shop';

test('writes a report as a page or as Markdown', () => {
  const starts = reportFormats.map((format) => [
    format,
    formattedReport(report([{ name: 'shop', manifests: shop }]), format).slice(0, 15),
  ]);
  expect(starts).toEqual([
    ['html', '<!doctype html>'],
    ['md', '### Topology of'],
  ]);
});
