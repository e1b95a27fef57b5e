/** What the adapter fills in, and something of its kind. */
const VARIABLES: Readonly<Record<string, string>> = {
  Series: 'series',
  LabelMatchers: 'label="value"',
  GroupBy: 'label',
};

/** Everything that stands between the delimiters of a template. */
export function actionsOf(template: string): readonly string[] {
  return [...template.matchAll(/<<([\s\S]*?)>>/g)].map(([, action]) => action.trim());
}

/** True when a variable of the adapter is used, by itself or within a longer action. */
export function uses(
  template: string,
  variable: 'Series' | 'LabelMatchers' | 'GroupBy' | 'LabelValuesByName',
): boolean {
  return actionsOf(template).some((action) => new RegExp(`\\.${variable}(?![A-Za-z])`).test(action));
}

/** True when each delimiter has its other half. */
export function isBalanced(template: string): boolean {
  const rest = template.replace(/<<[\s\S]*?>>/g, '');
  return !/<<|>>/.test(rest);
}

/** The query that a template becomes, for some series; nothing when that depends on the series. */
export function filledIn(template: string): string | undefined {
  if (!isBalanced(template)) return undefined;
  const filled = template.replace(/<<([\s\S]*?)>>/g, (whole, action: string) => {
    const variable = /^\.(\w+)$/.exec(action.trim())?.[1];
    return variable !== undefined && Object.hasOwn(VARIABLES, variable) ? VARIABLES[variable] : whole;
  });
  return filled.includes('<<') ? undefined : filled;
}
