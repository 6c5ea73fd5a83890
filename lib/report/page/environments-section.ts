import { groupedBy } from '../../props/map';
import { FactRow } from '../facts/compared-facts';
import { markup, Markup } from '../markup/markup';

/** Returns the facts of environments beside each other. A switch, which needs no program, shows those that are equal everywhere too. */
export function environmentsSection(names: readonly string[], facts: readonly FactRow[]): Markup {
  const equal = facts.filter(({ differs }) => !differs).length;
  const bySubject = groupedBy(facts, ({ subject }) => [subject]);
  const headings = ['Object', 'Fact', ...names].map((heading) => markup`<th scope="col">${heading}</th>`);
  return markup`<p class="switch"><label><input type="checkbox" id="show-equal"> Show what is equal everywhere too (${equal})</label></p>
<div class="scroll" tabindex="0" role="region" aria-label="Table of the environments"><table class="facts">
<thead><tr>${headings}</tr></thead>
${[...bySubject.values()].map((rows) => markup`<tbody>\n${rows.map(factRow)}</tbody>\n`)}</table></div>`;
}

// Each row has its subject, so that any can be left out.
function factRow({ subject, name, values, differs }: FactRow): Markup {
  const known = values.find((value) => value !== undefined);
  const cells = values.map((value) => {
    if (value === undefined) return markup`<td class="none">–</td>`;
    return markup`<td${value !== known && markup` class="other"`}>${value}</td>`;
  });
  return markup`<tr${!differs && markup` class="equal"`}><th scope="row">${subject}</th><td>${name}</td>${cells}</tr>
`;
}
