import { join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './markdown';

/** Where a user gives something to the constructs, by the names of `watched`; a `*` is any key of a map. */
export interface InputPlaces {
  /** Places in calls of constructors and factories. */
  readonly ofClasses: readonly string[];
  /** Places in calls of methods of values, such as `RatioMetric.target(0)`. */
  readonly ofValues: readonly string[];
}

/** Parts of the library whose classes take what users declare; the others read manifests. */
const DECLARING = /^src\/(cluster|kubernetes|metrics|monitoring|placement|scaling|service)\//;

/** Reads from the types of the package where something can be given. */
export function inputPlaces(): InputPlaces {
  const index = join(ROOT, 'src/index.ts');
  const program = ts.createProgram([index], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node20,
    strict: true,
    skipLibCheck: true,
    types: ['node'],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(index) as ts.SourceFile;
  const ofClasses: string[] = [];
  const ofValues: string[] = [];

  function visit(type: ts.Type, place: string, found: string[]): void {
    found.push(place);
    const given = checker.getNonNullableType(type);
    for (const part of given.isUnion() ? given.types : [given]) visitInside(part, place, found);
  }

  function visitInside(type: ts.Type, place: string, found: string[]): void {
    if (checker.isArrayType(type)) {
      visit(checker.getTypeArguments(type as ts.TypeReference)[0], `${place}[]`, found);
      return;
    }
    // Instances are made by calls of their own, and constructs stand for their interface.
    const isData = (type.flags & ts.TypeFlags.Object) !== 0 && !type.isClass() && type.symbol.name[0] !== 'I';
    if (!isData) return;
    for (const prop of type.getProperties()) visit(checker.getTypeOfSymbol(prop), `${place}.${prop.name}`, found);
    const values = type.getStringIndexType();
    if (values && type.getProperties().length === 0) visit(values, `${place}.*`, found);
  }

  function visitCall(call: ts.SignatureDeclaration, title: string, found: string[]): void {
    call.parameters.forEach((parameter, index) => {
      const type = checker.getTypeAtLocation(parameter);
      const isOfConstructs = type.symbol?.name === 'Construct' || (index === 1 && parameter.name.getText() === 'id');
      const item = parameter.dotDotDotToken && checker.getTypeArguments(type as ts.TypeReference)[0];
      if (!isOfConstructs) visit(item ?? type, `${title}(${index})`, found);
    });
  }

  for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol)) {
    const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const [declaration] = real.declarations ?? [];
    if (!ts.isClassDeclaration(declaration)) continue;
    if (!DECLARING.test(relative(ROOT, declaration.getSourceFile().fileName))) continue;
    for (const member of declaration.members) {
      const flags = ts.getCombinedModifierFlags(member);
      const isHidden = flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
      const name = member.name?.getText() ?? '';
      if (isHidden || name.startsWith('_')) continue;
      if (ts.isConstructorDeclaration(member)) visitCall(member, symbol.name, ofClasses);
      else if (ts.isMethodDeclaration(member))
        visitCall(member, `${symbol.name}.${name}`, flags & ts.ModifierFlags.Static ? ofClasses : ofValues);
    }
  }
  return { ofClasses, ofValues };
}

/** Those of the places that nothing was given in. */
export function neverGiven(places: readonly string[], given: Iterable<string>): string[] {
  const all = [...given];
  return places.filter((place) => {
    const pattern = new RegExp(`^${place.replace(/[.()[\]$]/g, '\\$&').replaceAll('*', '[^.[]+')}$`);
    return !all.some((each) => pattern.test(each));
  });
}
