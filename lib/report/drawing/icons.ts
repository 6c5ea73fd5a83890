import { NodeRole } from '../../topology/graph';
import { markup, Markup } from '../markup/markup';

/** The names of icons: one for each role. */
type IconName = Exclude<NodeRole, 'missing-secret'>;

/** The lines of each role's icon, in a square of 16. */
const paths: Readonly<Record<IconName, string>> = {
  internet: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13ZM1.5 8h13M8 1.5c-4.4 4-4.4 9 0 13M8 1.5c4.4 4 4.4 9 0 13',
  outside: 'M4.5 12.5a3 3 0 0 1-.4-6A4 4 0 0 1 11.8 5.4a3.6 3.6 0 0 1 .2 7.1Z',
  entry: 'M2 8h8.5M7 4l4 4l-4 4M13.5 2.5v11',
  service: 'M8 1.5l5.6 3.2v6.6L8 14.5l-5.6-3.2V4.7Z',
  workload: 'M2.5 2.5h4.5v4.5h-4.5ZM9 2.5h4.5v4.5H9ZM2.5 9h4.5v4.5h-4.5ZM9 9h4.5v4.5H9Z',
  job: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13ZM8 4.5V8l2.5 2',
  database: 'M2.5 4c0-3.3 11-3.3 11 0s-11 3.3-11 0v8c0 3.3 11 3.3 11 0V4M2.5 8c0 3.3 11 3.3 11 0',
  volume: 'M2 9.5L4 3h8l2 6.5v4H2ZM2 9.5h12M11 11.5h1',
  secret: 'M5 7.5a2.5 2.5 0 1 1-.1-1ZM6.8 8h7.2M11.5 8v2.5M14 8v2',
};

/** Returns the icons of all roles, which a page has once. */
export function iconSymbols(): Markup {
  const symbols = Object.entries(paths).map(
    ([role, path]) => markup`<symbol id="icon-${role}" viewBox="0 0 16 16"><path d="${path}" /></symbol>`,
  );
  return markup`<svg width="0" height="0" class="symbols" aria-hidden="true">${symbols}</svg>`;
}

/** Returns the icon of a role in a square of a drawing. */
export function icon(role: NodeRole, x: number, y: number, size = 16): Markup {
  const name: IconName = role === 'missing-secret' ? 'secret' : role;
  return markup`<use href="#icon-${name}" class="icon" x="${x}" y="${y}" width="${size}" height="${size}"/>`;
}
