import { escaped, markup, Markup } from '../../../lib/report/markup/markup';

test('escapes every text, in content and in attributes alike, and keeps markup', () => {
  const text = `<img src=x onerror="a('b')">&`;
  const inner = markup`<b title="${text}">${text}</b>`;
  const safe = '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;';
  expect(markup`<p>${[inner, 1]}</p>`.text).toBe(`<p><b title="${safe}">${safe}</b>1</p>`);
});

test('writes nothing for undefined and false', () => {
  expect(markup`${undefined}${false}${true}${new Markup('<br>')}`.text).toBe('true<br>');
});

test('replaces characters that HTML cannot have, and line breaks', () => {
  expect(escaped('a\u0000b\u001bc\ud800d\r\ne\u{1f600}\u007f')).toBe('a\ufffdb\ufffdc\ufffdd e\u{1f600}\ufffd');
});
