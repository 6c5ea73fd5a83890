/** Gives each name of a section an id for links, of letters, digits, ".", "_" and "-": the same for the same name. */
export type SectionIds = (name: string) => string;

/** Returns the ids of a page, section by section. No two of them are equal. */
export function pageIds(): (section: string) => SectionIds {
  const taken = new Set<string>();
  return (section) => {
    const known = new Map<string, string>();
    return (name) => {
      const id = known.get(name) ?? unused(plain(`${section}.${name}`), taken);
      known.set(name, id);
      return id;
    };
  };
}

function plain(text: string): string {
  return text
    .replace(/[^\w.]+/g, '-')
    .slice(0, 120)
    .replace(/^[-.]+|[-.]+$/g, '');
}

function unused(id: string, taken: Set<string>): string {
  let found = id;
  for (let count = 2; taken.has(found); count += 1) found = `${id}.${count}`;
  taken.add(found);
  return found;
}
