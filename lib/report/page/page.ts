import { readFileSync } from 'node:fs';
import { packageFile } from '../../../imports/package-file';
import { iconSymbols } from '../drawing/icons';
import { arrowHeads } from '../drawing/topology-svg';
import { markup, Markup } from '../markup/markup';
import { Report } from '../report';
import { changesSection } from './changes-section';
import { environmentsSection } from './environments-section';
import { legend } from './legend';
import { pageIds } from './page-ids';
import { topologySection } from './topology-section';

/**
 * Returns a report as one file of HTML that asks for nothing else: its style and its script are in it, and without the script all of it is there but the
 * search and the walk along edges. The same report gives the same bytes.
 */
export function reportPage({ environments, facts, changes = [] }: Report): string {
  const idsOf = pageIds();
  const [topologyId, changesId] = [idsOf('topology'), idsOf('changes')];
  const names = environments.map(({ name }) => name);
  const sections = [
    ...environments.map(({ name, topology }) => {
      const id = topologyId(name);
      return section(id, 'Topology', name, topologySection({ idOf: idsOf(id), title: name, topology }));
    }),
    ...(facts.length === 0
      ? []
      : [section('environments', 'Environments', undefined, environmentsSection(names, facts))]),
    ...changes.map((each) => {
      const id = changesId(each.name);
      return section(id, 'Changes', each.name, changesSection(idsOf(id), each));
    }),
  ];
  const title = [...new Set([...names, ...changes.map(({ name }) => name)])].join(', ');
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title} – what runs</title>
<link rel="icon" href="data:,">
<style>
${asset('report.css')}</style>
</head>
<body>
${iconSymbols()}${arrowHeads()}
<header>
<h1>What runs <span>${title}</span></h1>
<nav aria-label="Views"><ul>${sections.map(({ link }) => link)}</ul></nav>
<search hidden><label>Search <input type="search" id="search" autocomplete="off" spellcheck="false" placeholder="Name, image, host, Secret"></label> <output id="matches" for="search"></output></search>
</header>
<main>
${legend(changes.length > 0)}
${sections.map(({ content }) => content)}</main>
<script>
${asset('report.js')}</script>
</body>
</html>
`;
  return page.text;
}

// A report may be published beside other pages. Even if a text of the manifests came through as markup, it could load and send nothing.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function section(
  id: string,
  view: string,
  name: string | undefined,
  body: Markup,
): { readonly link: Markup; readonly content: Markup } {
  const text = name === undefined ? markup`${view}` : markup`<span class="view">${view}</span> ${name}`;
  return {
    link: markup`<li><a href="#${id}">${text}</a></li>`,
    content: markup`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${text}</h2>
${body}
</section>
`,
  };
}

/** Returns a file of this folder, which needs no escape. */
function asset(name: 'report.css' | 'report.js'): Markup {
  return new Markup(readFileSync(packageFile(`lib/report/page/${name}`), 'utf8'));
}
