import * as ts from 'typescript';

const transparent = ['Readonly', 'NoInfer'];
const primitive = ts.TypeFlags.String | ts.TypeFlags.Number | ts.TypeFlags.BooleanLike | ts.TypeFlags.TemplateLiteral;
const hidden = ['GivenProps', 'DecidedProps', 'Omit', 'KeyedBy', 'Overrides'];

/** A type as the report of the API shows it: names instead of structures, no `readonly`, and no `undefined`. */
export class TypeText {
  constructor(
    private readonly checker: ts.TypeChecker,
    /** The names of types that the compiler itself only knows as structures. */
    private readonly names: ReadonlyMap<ts.Type, string>,
    /** The source whose order the members of a union have: the compiler's own order changes with unrelated code. */
    private readonly source: string,
  ) {}

  /** Returns the text of a type. */
  of(type: ts.Type): string {
    return this.nameOf(type) ?? this.structure(type);
  }

  /** Returns the text of what a name stands for. */
  structure(type: ts.Type): string {
    if (type.isUnion()) return this.unionText(type);
    if (type.isIntersection() && type.types.every(({ aliasSymbol }) => aliasSymbol?.name === 'Record'))
      return this.texts(type.types)
        .filter((text) => !text.startsWith('Record<never'))
        .join(' & ');
    if (type.isIntersection() && isString(type)) return 'string';
    if (type.isStringLiteral()) return `'${type.value}'`;
    if (this.isList(type)) return `${bracketed(this.texts(this.argumentsOf(type)).join(''))}[]`;
    if (isUnnamed(type)) return externalName(type) ?? objectText(type);
    if (isReference(type) && !this.checker.isTupleType(type))
      return type.symbol.name + this.inBrackets(this.argumentsOf(type));
    return this.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation).replace(/\breadonly /g, '');
  }

  /** Returns the objects without a name in a type: their props are part of what has the type. */
  unnamed(type: ts.Type): ts.Type[] {
    const { aliasSymbol, aliasTypeArguments = [] } = type;
    if (aliasSymbol !== undefined && ['Record', ...transparent].includes(aliasSymbol.name))
      return aliasTypeArguments.flatMap((argument) => this.unnamed(argument));
    return this.nameOf(type) === undefined ? this.unnamedInside(type) : [];
  }

  /** Returns the objects without a name in what a name stands for. */
  unnamedInside(type: ts.Type): ts.Type[] {
    if (type.isUnion()) return this.membersOf(type).flatMap((one) => this.unnamed(one));
    if (this.isList(type)) return this.argumentsOf(type).flatMap((one) => this.unnamed(one));
    return isUnnamed(type) && externalName(type) === undefined ? [type] : [];
  }

  private nameOf(type: ts.Type): string | undefined {
    const name = this.names.get(this.checker.getNonNullableType(type));
    const { aliasSymbol, aliasTypeArguments = [] } = type;
    const [argument] = aliasTypeArguments;
    if (name !== undefined || aliasSymbol === undefined) return name;
    if (argument !== undefined && transparent.includes(aliasSymbol.name)) return this.of(argument);
    return hidden.includes(aliasSymbol.name) ? undefined : aliasSymbol.name + this.inBrackets(aliasTypeArguments);
  }

  private unionText(type: ts.UnionType): string {
    const texts = this.texts(this.membersOf(type));
    const hasBoth = texts.includes('true') && texts.includes('false');
    const others = texts.filter((text) => text !== 'true' && text !== 'false');
    return [...new Set(hasBoth ? [...others, 'boolean'] : texts)].join(' | ');
  }

  /** Returns the members of a union, aliases as one, but undefined: in the order of the source, objects without a name last. */
  private membersOf(type: ts.UnionType): ts.Type[] {
    // The compiler keeps the aliases in a field that it does not publish.
    const { origin } = type as { readonly origin?: ts.Type };
    return (origin?.isUnion() ? origin : type).types
      .filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0)
      .map((one) => ({ one, text: this.of(one), at: this.orderOf(one) }))
      .sort((left, right) => left.at - right.at || (left.text < right.text ? -1 : 1))
      .map(({ one }) => one);
  }

  private orderOf(type: ts.Type): number {
    if (type.isNumberLiteral()) return type.value;
    if (type.isStringLiteral()) return this.source.indexOf(`'${type.value}'`);
    if ((type.flags & primitive) !== 0) return -1;
    const declarations = type.getProperties().flatMap((prop) => prop.declarations ?? []);
    if (isUnnamed(type) && this.nameOf(type) === undefined)
      return this.source.length + Math.min(...declarations.map(({ pos }) => pos));
    return this.source.search(new RegExp(`\\b${/\w+/.exec(this.of(type))?.[0]}\\b`));
  }

  private isList(type: ts.Type): boolean {
    // A tuple has no symbol.
    const { symbol } = type as { readonly symbol?: ts.Symbol };
    return this.checker.isArrayType(type) || (isReference(type) && symbol?.name === 'ArrayLike');
  }

  private argumentsOf(type: ts.Type): readonly ts.Type[] {
    return this.checker.getTypeArguments(type as ts.TypeReference);
  }

  private texts(types: readonly ts.Type[]): string[] {
    return types.map((one) => this.of(one));
  }

  private inBrackets(types: readonly ts.Type[]): string {
    return types.length === 0 ? '' : `<${this.texts(types).join(', ')}>`;
  }
}

/** True for an object whose type no interface or class declares. */
export function isUnnamed(type: ts.Type): boolean {
  const isObject = type.isIntersection() ? !isString(type) : (type.flags & ts.TypeFlags.Object) !== 0;
  const isStructure = isObject && !type.isClassOrInterface() && !isReference(type);
  return isStructure && type.getProperties().length > 0 && type.getCallSignatures().length === 0;
}

/** True for `string & {}`, which keeps the other members of a union in an editor's completions. */
function isString(type: ts.IntersectionType): boolean {
  return type.types.some(({ flags }) => flags & ts.TypeFlags.String);
}

function isReference(type: ts.Type): boolean {
  return ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
}

/** The name of a Kubernetes type that the compiler only knows as a structure. */
function externalName(type: ts.Type): string | undefined {
  const [declaration] = type.getProperties()[0]?.declarations ?? [];
  if (declaration === undefined || !declaration.getSourceFile().fileName.includes('/node_modules/')) return undefined;
  return ts.isInterfaceDeclaration(declaration.parent) ? `k8s.${declaration.parent.name.text}` : undefined;
}

function objectText(type: ts.Type): string {
  const props = type.getProperties();
  const names = props.map(({ name, flags }) => (flags & ts.SymbolFlags.Optional ? `${name}?` : name));
  // The keys of a record have the compiler's order.
  return `{ ${(props.some(({ declarations }) => declarations === undefined) ? names.sort() : names).join(', ')} }`;
}

function bracketed(text: string): string {
  return text.includes(' | ') ? `(${text})` : text;
}
