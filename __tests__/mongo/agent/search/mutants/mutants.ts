import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

/** The room whose guards are changed. */
export const decideRoom = join(__dirname, '../../../../../lib/mongo/agent/decide');

/** A change of one guard in the source of `decide/`. */
export interface Mutant {
  /** The path of the changed file. */
  readonly path: string;
  /** The function that the guard is in. */
  readonly place: string;
  readonly guard: string;
  readonly becomes: string;
  /** The source of the file with the change. */
  readonly source: string;
}

/** A node's text, and the text that takes its place. */
type Change = readonly [node: ts.Node, becomes: string];

/** Returns every mutant: each condition fixed, each operand and each filter removed, each comparison turned or moved by one. */
export function mutants(): Mutant[] {
  const files = readdirSync(decideRoom).sort();
  return files.flatMap((file) => mutantsOf(join(decideRoom, file)));
}

function mutantsOf(path: string): Mutant[] {
  const source = readFileSync(path, 'utf8');
  const root = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const found = new Map<string, Mutant>();
  const visit = (node: ts.Node): void => {
    for (const [changed, becomes] of changesOf(node)) {
      const text = source.slice(0, changed.getStart()) + becomes + source.slice(changed.end);
      if (found.has(text)) continue;
      const place = `${basename(path, '.ts')}: ${functionOf(node)}`;
      found.set(text, {
        path,
        place,
        guard: oneLine(shownNode(node, changed).getText()),
        becomes: oneLine(becomes),
        source: text,
      });
    }
    node.forEachChild(visit);
  };
  visit(root);
  return [...found.values()];
}

function changesOf(node: ts.Node): Change[] {
  if (ts.isIfStatement(node)) return fixed(node.expression);
  if (ts.isConditionalExpression(node)) return fixed(node.condition);
  if (ts.isCaseClause(node)) return [[node, '']];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [[node, `(${node.operand.getText()})`]];
  if (ts.isBinaryExpression(node)) return changesOfOperator(node);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const [predicate] = node.arguments;
    const isFilter = ['filter', 'find', 'some', 'every'].includes(node.expression.name.text);
    return isFilter && predicate ? [[predicate, '() => true']] : [];
  }
  return [];
}

function fixed(condition: ts.Expression): Change[] {
  return [
    [condition, 'true'],
    [condition, 'false'],
  ];
}

const turned: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
};
const moved: Readonly<Record<string, string>> = { '>': '>=', '>=': '>', '<': '<=', '<=': '<' };

function changesOfOperator(node: ts.BinaryExpression): Change[] {
  const { left, right } = node;
  const operator = node.operatorToken.getText();
  if (operator === '&&' || operator === '||') {
    return [
      [node, `(${left.getText()})`],
      [node, `(${right.getText()})`],
    ];
  }
  if (operator === '??') return [[node, `(${left.getText()})`]];
  const isWholeCondition = ts.isIfStatement(node.parent) || ts.isConditionalExpression(node.parent);
  const changes = [isWholeCondition ? undefined : turned[operator], moved[operator]];
  return changes.flatMap((other): Change[] =>
    other ? [[node, `(${left.getText()} ${other} ${right.getText()})`]] : [],
  );
}

/** A condition is shown by itself, a predicate with its call. */
function shownNode(node: ts.Node, changed: ts.Node): ts.Node {
  return ts.isCallExpression(node) ? node : changed;
}

function functionOf(node: ts.Node): string {
  const owner = ts.findAncestor(node, ts.isFunctionDeclaration);
  return owner?.name?.text ?? 'the file';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
