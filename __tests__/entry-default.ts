import * as ts from 'typescript';

/** The default of an entry of a prop table: `default: …` among a schema's options, or the value of `optional`. */
export function entryDefault({ expression, arguments: given }: ts.CallExpression): ts.Expression | undefined {
  if (expression.getText() === 'optional') return given[1];
  const options = given.filter(ts.isObjectLiteralExpression).flatMap(({ properties }) => [...properties]);
  return options.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'default')?.initializer;
}

/** The expression that a constant's name stands for; any other expression as it is. */
export function resolved(expression: ts.Expression, checker: ts.TypeChecker): ts.Expression {
  if (!ts.isIdentifier(expression)) return expression;
  const { parent } = expression;
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(expression);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.valueDeclaration;
  return (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer) || expression;
}
