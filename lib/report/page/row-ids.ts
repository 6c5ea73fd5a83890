/** Returns a function that gives each name of one section an id for links, of letters, digits, ".", "_" and "-": the same for the same names. */
export function rowIds(section: string): (name: string) => string {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return (name) => {
    const present = known.get(name);
    if (present !== undefined) return present;
    const plain = `${section}.${name}`
      .replace(/[^\w.]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 120);
    let id = plain;
    for (let count = 2; taken.has(id); count += 1) id = `${plain}.${count}`;
    taken.add(id);
    known.set(name, id);
    return id;
  };
}
