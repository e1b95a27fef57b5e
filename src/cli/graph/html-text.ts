const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML and SVG. Characters that no document may have are left out. */
export function html(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is left out
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
