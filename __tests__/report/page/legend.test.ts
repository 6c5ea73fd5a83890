import { legend } from '../../../lib/report/page/legend';

test('explains each card and line, and changes only where there are some', () => {
  const texts = [...legend(true).text.matchAll(/<\/svg> ([^<]*)<\/li>/g)].map(([, text]) => text);
  expect(texts).toHaveLength(17);
  expect(legend(false).text.match(/<li>/g)).toHaveLength(13);
});
