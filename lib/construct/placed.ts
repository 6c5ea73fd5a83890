import { Construct } from 'constructs';
import { described } from '../props/shape';

/**
 * Returns the scope and id of a construct for its base class. `construct` is the name of its class.
 * @throws Error if one of them is of another type (from JavaScript; TypeScript does not compile it)
 */
export function placed(construct: string, scope: Construct, id: string): [Construct, string] {
  const example = `write new ${construct}(chart, "api", { … })`;
  if (!Construct.isConstruct(scope))
    throw new Error(`[program] the scope of a ${construct} must be a construct, got ${described(scope)}; ${example}`);
  if (typeof id !== 'string' || id === '')
    throw new Error(
      `[${scope.node.path || 'app'}] the id of a ${construct} must be a string that is not empty, got ${described(id)}; ${example}`,
    );
  return [scope, id];
}
