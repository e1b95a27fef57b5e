import { join } from 'node:path';
import ts from 'typescript';
import * as api from '../src';

const INDEX = join(__dirname, '..', 'src', 'index.ts');
const program = ts.createProgram([INDEX], {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node20,
  strict: true,
});
const checker = program.getTypeChecker();
const index = program.getSourceFile(INDEX);
const exported = index ? checker.getExportsOfModule(checker.getSymbolAtLocation(index) as ts.Symbol) : [];

/** A name that the outside sees. */
interface Public {
  readonly name: string;
  readonly declaration: ts.Declaration;
}

const declarations: Public[] = exported.map((symbol) => {
  const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return { name: symbol.name, declaration: (real.declarations ?? [])[0] };
});

const members: Public[] = declarations.flatMap(({ name, declaration }) =>
  ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration) || ts.isEnumDeclaration(declaration)
    ? [...declaration.members]
        .filter((member) => !isHidden(member))
        .map((member) => ({ name: `${name}.${member.name?.getText() ?? '[…]'}`, declaration: member }))
    : [],
);

function isHidden(member: ts.Declaration): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  if (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) return true;
  return ts.isConstructorDeclaration(member) || ts.isIndexSignatureDeclaration(member) || /@internal/.test(doc(member));
}

function doc(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((each) => each.getText())
    .join(' ');
}

test('every public name and member is documented', () => {
  const bare = [...declarations, ...members].filter(({ declaration }) => doc(declaration) === '');
  expect(bare.map(({ name }) => name)).toEqual([]);
  expect(members.length).toBeGreaterThan(250);
});

test('every optional prop says its default', () => {
  // An attribute that may be missing has no default; it is read, not given.
  const optional = members.filter(
    ({ name, declaration }) =>
      ts.isPropertySignature(declaration) && declaration.questionToken && !name.startsWith('ILlmInferenceService.'),
  );
  expect(optional.filter(({ declaration }) => !/@default/.test(doc(declaration))).map(({ name }) => name)).toEqual([]);
  expect(optional.length).toBeGreaterThan(80);
});

test('every prop is readonly', () => {
  const writable = members.filter(
    ({ declaration }) =>
      ts.isPropertySignature(declaration) && !(ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly),
  );
  expect(writable.map(({ name }) => name)).toEqual([]);
});

test('no type of cdk8s-plus, of a generated import or of an own internal stands in a public signature', () => {
  const known = new Set(exported.map((symbol) => symbol.name));
  const wrong = members.flatMap(({ name, declaration }) => {
    const found: string[] = [];
    const visit = (node: ts.Node) => {
      if (ts.isBlock(node)) return;
      if (ts.isTypeReferenceNode(node)) {
        const symbol = checker.getSymbolAtLocation(node.typeName);
        const real = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        const file = real?.declarations?.[0]?.getSourceFile().fileName ?? '';
        const isParameter = ((real?.flags ?? 0) & ts.SymbolFlags.TypeParameter) !== 0;
        const isOurs = !isParameter && file.includes('/src/') && !file.includes('node_modules');
        if (/cdk8s-plus|\/imports\//.test(file) || (isOurs && !known.has(real?.name ?? '')))
          found.push(`${name}: ${node.getText()}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(declaration);
    return found;
  });
  expect(wrong).toEqual([]);
});

test('what the package exports at run time is what the types say', () => {
  const values = declarations.filter(
    ({ declaration }) =>
      ts.isClassDeclaration(declaration) || ts.isEnumDeclaration(declaration) || ts.isFunctionDeclaration(declaration),
  );
  expect(Object.keys(api).sort()).toEqual(values.map(({ name }) => name).sort());
});
