import { formattedStatus, statusFormats } from '../../../lib/status/output/status-format';

test('has a form for a terminal and one for programs', () => {
  const report = { context: 'kind-dev', source: 'dist', objects: [] };
  expect(statusFormats.map((format) => formattedStatus(report, format))).toEqual([
    'context kind-dev, dist: no objects\n',
    `${JSON.stringify(report, null, 2)}\n`,
  ]);
});
