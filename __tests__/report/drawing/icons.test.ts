import { icon, iconSymbols } from '../../../lib/report/drawing/icons';

test('has the icon that each role names', () => {
  const symbols = iconSymbols().text;
  for (const role of [
    'internet',
    'outside',
    'entry',
    'service',
    'workload',
    'job',
    'database',
    'volume',
    'secret',
    'missing-secret',
  ] as const) {
    const [, id = 'none'] = /href="#([\w-]+)"/.exec(icon(role, 1, 2).text) ?? [];
    expect(symbols).toContain(`<symbol id="${id}"`);
  }
});
