/** Words of KEDA's formula language that are no names of triggers. */
const FORMULA_WORDS = new Set(['and', 'or', 'not', 'in', 'true', 'false', 'nil', 'let', 'if', 'else']);

/** The names of triggers that a formula uses, as often as it does. Called functions are none. */
export function namesInFormula(formula: string): readonly string[] {
  const words = formula.matchAll(/(?<!\w)[A-Za-z_]\w*(?!\s*\(|\w)/g);
  return [...words].map(([word]) => word).filter((word) => !FORMULA_WORDS.has(word));
}
