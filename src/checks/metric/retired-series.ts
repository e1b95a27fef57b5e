/** What gateways called their series once, and what they call them now. */
export const RETIRED: Readonly<Record<string, { readonly now?: string; readonly since: string }>> = {};
