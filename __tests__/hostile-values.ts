/** An object that throws whatever is done with it, as a revoked Proxy does. */
export const hostile: object = new Proxy({}, new Proxy({}, { get: () => fail }));

/** Returns an object whose prop throws when it is read. */
export function throwing(prop: string): object {
  return Object.defineProperty({}, prop, { enumerable: true, get: fail });
}

function fail(): never {
  throw new TypeError('not readable');
}
