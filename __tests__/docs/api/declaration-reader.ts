import { join } from 'node:path';
import * as ts from 'typescript';
import { entryDefault, resolved } from '../../entry-default';
import { isUnnamed, TypeText } from './type-text';

const lib = join(__dirname, '../../../lib');

/** A prop, or a member of a class. */
export interface Prop {
  /** The name, with a question mark if it is optional. */
  readonly name: string;
  /** The type after a colon; the parameters of a method before it. */
  readonly type: string;
  readonly sentence: string;
  /** The default as the table has it, or as `@default` names it. */
  readonly value?: string;
  /** The default in words. */
  readonly words?: string;
  /** The props of the objects without a name in its type. */
  readonly parts: readonly Prop[];
  /** The place in the sources: a prop that several interfaces have is one declaration. */
  readonly declaration: ts.Declaration;
}

/** An exported name. */
export interface Export {
  readonly name: string;
  readonly kind: 'class' | 'function' | 'interface' | 'type' | 'const';
  /** The declaration after the name: parameters, or the type. */
  readonly signature: string;
  readonly sentence: string;
  readonly props: readonly Prop[];
}

/** Reads exported declarations, with the types as the compiler knows them. */
export class DeclarationReader {
  private readonly names = new Map<ts.Type, string>();

  constructor(
    private readonly checker: ts.TypeChecker,
    exported: readonly ts.Identifier[],
  ) {
    for (const identifier of exported) {
      const { symbol, declaration } = this.declared(identifier);
      if (!ts.isTypeAliasDeclaration(declaration)) continue;
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      const hasObjects = isUnnamed(type) || (type.isUnion() && type.types.some(isUnnamed));
      if (hasObjects && declaration.typeParameters === undefined) this.names.set(type, symbol.name);
    }
  }

  exported(identifier: ts.Identifier): Export {
    const { symbol, declaration } = this.declared(identifier);
    const about = { name: symbol.name, sentence: this.sentence(symbol) };
    const type = this.checker.getDeclaredTypeOfSymbol(symbol);
    const text = this.textAt(declaration);
    if (ts.isFunctionDeclaration(declaration))
      return { ...about, kind: 'function', signature: parameters(declaration), props: [] };
    if (ts.isClassDeclaration(declaration)) {
      const signature = declaration.members.filter(ts.isConstructorDeclaration).map(parameters).join('');
      return { ...about, kind: 'class', signature, props: this.props(type, declaration) };
    }
    if (ts.isInterfaceDeclaration(declaration))
      return { ...about, kind: 'interface', signature: '', props: this.props(type, declaration) };
    if (ts.isTypeAliasDeclaration(declaration)) {
      const props = this.propsOf(text.unnamedInside(type), declaration);
      return { ...about, kind: 'type', signature: ` = ${text.structure(type)}`, props };
    }
    const value = text.of(this.checker.getTypeOfSymbol(symbol));
    return { ...about, kind: 'const', signature: `: ${value}`, props: [] };
  }

  private declared(identifier: ts.Identifier): { readonly symbol: ts.Symbol; readonly declaration: ts.Declaration } {
    const alias = this.checker.getSymbolAtLocation(identifier);
    const symbol = alias && this.checker.getAliasedSymbol(alias);
    const [declaration] = symbol?.declarations ?? [];
    if (symbol === undefined || declaration === undefined) throw new Error(`Cannot find ${identifier.text}`);
    return { symbol, declaration };
  }

  /** Returns the public props of a type that the library itself declares. */
  private props(type: ts.Type, within: ts.Declaration): Prop[] {
    const props = type.getProperties().flatMap((symbol) => {
      const [declaration] = symbol.declarations ?? [];
      return declaration !== undefined && isPublic(declaration) ? [this.prop(symbol, declaration, within)] : [];
    });
    // The compiler has the keys that are left of a type in an order that changes with unrelated code.
    return /\b(?:Omit|Pick|KeyedBy)</.test(within.getText()) ? asDeclared(props, within) : props;
  }

  private prop(symbol: ts.Symbol, declaration: ts.Declaration, within: ts.Declaration): Prop {
    const type = this.checker.getTypeOfSymbolAtLocation(symbol, within);
    const text = this.textAt(declaration);
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    const isUndefined = type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Undefined);
    const isMethod = ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration);
    const shown = `: ${text.of(type)}${isUndefined && !isOptional ? ' | undefined' : ''}`;
    return {
      name: `${symbol.name}${isOptional ? '?' : ''}`,
      type: isMethod ? parameters(declaration) : shown,
      sentence: this.sentence(symbol),
      ...this.defaults(symbol, declaration),
      parts: this.propsOf(text.unnamed(type), declaration),
      declaration,
    };
  }

  /** Returns the props of several objects, those that are one declaration once. */
  private propsOf(objects: readonly ts.Type[], within: ts.Declaration): Prop[] {
    const props = objects.flatMap((object) => this.props(object, within));
    return [...new Map(props.map((prop) => [prop.declaration, prop])).values()];
  }

  private defaults(symbol: ts.Symbol, declaration: ts.Declaration): Pick<Prop, 'value' | 'words'> {
    const tag = symbol.getJsDocTags(this.checker).find(({ name }) => name === 'default');
    const documented = tag && oneLine(ts.displayPartsToString(tag.text));
    const words = documented?.startsWith('- ') ? documented.slice('- '.length) : undefined;
    const decided = this.decidedDefault(declaration) ?? (words === undefined ? documented : undefined);
    return { value: decided, words };
  }

  private decidedDefault(declaration: ts.Declaration): string | undefined {
    const isEntry = ts.isPropertyAssignment(declaration);
    if (!isEntry && !ts.isShorthandPropertyAssignment(declaration)) return undefined;
    const entry = resolved(isEntry ? declaration.initializer : declaration.name, this.checker);
    if (!ts.isCallExpression(entry)) return undefined;
    const value = entryDefault(entry);
    return value && oneLine(resolved(value, this.checker).getText());
  }

  private sentence(symbol: ts.Symbol): string {
    return oneLine(ts.displayPartsToString(symbol.getDocumentationComment(this.checker)));
  }

  private textAt(declaration: ts.Declaration): TypeText {
    const source = `${declaration.getText()}\n${declaration.getSourceFile().text}`;
    return new TypeText(this.checker, this.names, source.replace(/\/\*[^]*?\*\//g, ''));
  }
}

/** Returns the own props of a declaration, and then those of others in the order of these: by file, and from top to bottom. */
function asDeclared(props: readonly Prop[], within: ts.Declaration): Prop[] {
  const isOwn = ({ declaration }: Prop): boolean =>
    ts.findAncestor(declaration, (node) => node === within) !== undefined;
  const fileOf = ({ declaration }: Prop): string => declaration.getSourceFile().fileName;
  const others = props.filter((prop) => !isOwn(prop));
  return [
    ...props.filter(isOwn),
    ...others.sort((left, right) => {
      const byFile = fileOf(left).localeCompare(fileOf(right), 'en');
      return byFile === 0 ? left.declaration.pos - right.declaration.pos : byFile;
    }),
  ];
}

function isPublic(declaration: ts.Declaration): boolean {
  const name = ts.getNameOfDeclaration(declaration);
  const isHidden = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0;
  return declaration.getSourceFile().fileName.startsWith(lib) && !isHidden && !(name && ts.isPrivateIdentifier(name));
}

/** The parameters of a function, and its result, as the source writes them. */
function parameters({ parameters: all, type }: ts.SignatureDeclaration): string {
  const texts = all.map((one) => oneLine(one.getText().replace(/\/\*[^]*?\*\/|\breadonly /g, '')));
  return `(${texts.join(', ')})${type === undefined ? '' : `: ${oneLine(type.getText())}`}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
