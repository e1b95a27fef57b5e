/** What has no place in any output: it would steer a terminal, hide text or turn its direction. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text on one line, without anything that a terminal obeys. */
export function plain(text: string): string {
  return text.replace(CONTROLS, (char) => (/\s/.test(char) ? ' ' : '\u{fffd}'));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text inside an element or a quoted attribute of HTML and SVG. */
export function markup(text: string): string {
  return plain(text).replace(/[&<>"']/g, (char) => ENTITIES[char]);
}

/** Text inside a paragraph or a table cell of Markdown: nothing in it formats, links, mentions or breaks the cell. */
export function markdown(text: string): string {
  return plain(text)
    .replace(/[\\`*_[\]<>|~$]/g, (char) => `\\${char}`)
    .replace(
      /^(\s*)([-+#]+|\d+[.)])(?=\s|$)/,
      (_, space: string, sign: string) => `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}`,
    )
    .replace(/&/g, '&amp;')
    .replace(/@/g, '@\u{2060}')
    .replace(/:\/\//g, ':\u{2060}//');
}

/** A value inside a script element: no closing tag and no line separator can come of it. */
export function script(value: unknown): string {
  const text = JSON.stringify(value);
  return text.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
