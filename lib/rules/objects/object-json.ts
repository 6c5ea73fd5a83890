import { Manifest } from '../../manifests/manifest';

let last: { readonly manifest: Manifest; readonly json: string } | undefined;

/** Returns an object in JSON. Several rules ask about one object before the next: its text is kept for them. */
export function objectJson(manifest: Manifest): string {
  if (last?.manifest !== manifest) last = { manifest, json: JSON.stringify(manifest) };
  return last.json;
}
