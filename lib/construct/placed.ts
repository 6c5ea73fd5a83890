import { Construct } from 'constructs';
import { FindingsError } from '../findings/findings-error';
import { described } from '../findings/described';

/**
 * Returns the scope and id of a construct for its base class. `construct` is the name of its class.
 * @throws FindingsError if one of them is of another type (from JavaScript; TypeScript does not compile it)
 */
export function placed(construct: string, scope: Construct, id: string): [Construct, string] {
  const problem = { code: 'invalid-type', write: `write new ${construct}(chart, "api", { … })` };
  if (!Construct.isConstruct(scope)) {
    const at = `the scope of a ${construct}`;
    throw new FindingsError([{ path: 'program', at, ...problem, want: 'must be a construct', got: described(scope) }]);
  }
  if (typeof id !== 'string' || id === '') {
    const place = { path: scope.node.path || 'app', at: `the id of a ${construct}` };
    const want = 'must be a string that is not empty';
    throw new FindingsError([{ ...place, ...problem, want, got: described(id) }]);
  }
  return [scope, id];
}
