import { Construct } from 'constructs';
import { cdk8s } from '../../imports/cdk8s';
import { FindingsError } from '../findings/findings-error';
import { described } from '../findings/described';
import { quoted } from '../findings/problem';
import { unlessThrown } from '../findings/thrown';

/**
 * Returns the scope and id of a construct for its base class. `construct` is the name of its class.
 * @throws FindingsError if the scope is in no chart or has a construct of this id, or if one of them is of another type (from JavaScript)
 */
export function placed(construct: string, scope: Construct, id: string): [Construct, string] {
  const write = `write new ${construct}(chart, "api", { … })`;
  if (!isInChart(scope)) {
    const want = 'must be a chart or a construct in one';
    const problem = { code: 'invalid-type', want, got: described(scope), write };
    throw new FindingsError([{ path: 'program', at: `the scope of a ${construct}`, ...problem }]);
  }
  const place = { path: scope.node.path || 'app', at: `the id of a ${construct}` };
  if (typeof id !== 'string' || id === '') {
    const want = 'must be a string that is not empty';
    throw new FindingsError([{ ...place, code: 'invalid-type', want, got: described(id), write }]);
  }
  // The node has its children in an object, in which it finds the names of Object.prototype, such as `constructor`.
  if (scope.node.tryFindChild(id) !== undefined || id in {}) {
    const want = 'must differ from those of all constructs in its scope';
    throw new FindingsError([{ ...place, code: 'not-unique', want, got: quoted(id), write: 'choose another id' }]);
  }
  return [scope, id];
}

/** True for a chart and for a construct in one. */
export function isInChart(value: unknown): value is Construct {
  return isConstruct(value) && unlessThrown(false, () => cdk8s().Chart.isChart(cdk8s().Chart.of(value)));
}

/** True for a construct, and false for a value from JavaScript that throws when it is read. */
export function isConstruct(value: unknown): value is Construct {
  return unlessThrown(false, () => Construct.isConstruct(value) && typeof value.node.path === 'string');
}
