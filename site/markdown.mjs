/** Returns a heading's anchor, as code hosts make it: https://github.com/Flet/github-slugger */
export function anchorOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Returns the headings of a page with their anchors, of which the second of one name ends with `-1`. */
export function headingsOf(text) {
  const seen = new Map();
  return outsideOfCode(text).flatMap((line) => {
    const [, hashes = '', heading = ''] = /^(#{1,6}) (.*)$/.exec(line) ?? [];
    if (hashes === '') return [];
    // A link's text is the heading, and its target is not.
    const anchor = anchorOf(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return [{ level: hashes.length, heading, anchor: before === 0 ? anchor : `${anchor}-${before}` }];
  });
}

/** Changes the targets of a page's links, but not those of other sites. A target that becomes undefined leaves the text alone. */
export function withLinks(text, change) {
  return changedOutsideOfCode(text, (line) =>
    line.replace(/\[((?:[^[\]]|\[[^\]]*\])*)\]\((?!https?:)([^)\s]+)\)/g, (_, label, target) => {
      const changed = change(target);
      return changed === undefined ? label : `[${label}](${changed})`;
    }),
  );
}

function outsideOfCode(text) {
  const lines = [];
  changedOutsideOfCode(text, (line) => {
    lines.push(line);
    return line;
  });
  return lines;
}

function changedOutsideOfCode(text, change) {
  let fence = '';
  return text
    .split('\n')
    .map((line) => {
      const [, mark = ''] = /^\s*(```+)/.exec(line) ?? [];
      if (fence !== '') {
        if (mark === fence) fence = '';
        return line;
      }
      fence = mark;
      return mark === '' ? change(line) : line;
    })
    .join('\n');
}
