import { join } from 'node:path';
import * as ts from 'typescript';
import { DeclarationReader, Export } from './declaration-reader';

/** Exports under their heading in lib/index.ts. */
export interface Group {
  readonly heading: string;
  readonly exports: readonly Export[];
}

/** Reads the public API from lib/index.ts: a comment there is the heading of the names below it. */
export function publicApi(): Group[] {
  const index = join(__dirname, '../../../lib/index.ts');
  const program = ts.createProgram([index], {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    types: ['node'],
  });
  const source = program.getSourceFile(index);
  if (source === undefined) throw new Error('lib/index.ts must exist');
  const statements = source.statements.filter(ts.isExportDeclaration);
  const reader = new DeclarationReader(program.getTypeChecker(), statements.flatMap(namesOf));
  const groups: { heading: string; exports: Export[] }[] = [];
  for (const statement of statements) {
    const [comment] = ts.getLeadingCommentRanges(source.text, statement.pos) ?? [];
    if (comment) groups.push({ heading: source.text.slice(comment.pos + '// '.length, comment.end), exports: [] });
    groups.at(-1)?.exports.push(...namesOf(statement).map((name) => reader.exported(name)));
  }
  return groups;
}

function namesOf({ exportClause }: ts.ExportDeclaration): readonly ts.Identifier[] {
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements.map(({ name }) => name as ts.Identifier);
}
