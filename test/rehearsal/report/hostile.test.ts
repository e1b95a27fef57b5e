import fc from 'fast-check';
import { markdown, markup, plain, script } from '../../../src/rehearsal/report/escape';
import { renderHtml } from '../../../src/rehearsal/report/html';
import { renderMarkdown } from '../../../src/rehearsal/report/markdown';
import { renderSvg } from '../../../src/rehearsal/report/svg';
import { renderTerminal } from '../../../src/rehearsal/report/terminal';
import type { RehearsalResult } from '../../../src/rehearsal/result';
import { madeResult } from '../../support/rehearsal-result';

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<!-- ',
  ']]>',
  '&lt;b&gt;',
  '\u001b[31mred\u001b[0m\u0007',
  '\u202eright to left',
  'a\nb\r\nc',
  '| cell | `code` **bold** [link](https://evil.example) @everyone https://evil.example ![](x)',
  '$\\href{x}{y}$',
];

/** A result in which every text is hostile. */
function hostile(text: string): RehearsalResult {
  const made = madeResult({ seconds: 600, stepSeconds: 30 });
  const told = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return key === 'heldBackBy' ? value : value.map((each) => told(each));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, told(each, name)]));
    const isFree = typeof value === 'string' && !['format', 'startsAt', 'measure', 'type', 'targetType'].includes(key);
    return isFree ? `${value}${text}` : value;
  };
  return told(made) as RehearsalResult;
}

describe.each(HOSTILE)('names with %j', (text) => {
  const result = hostile(text);

  test('open no element and no attribute in the page', () => {
    const html = renderHtml(result);
    expect(html.match(/<script\b/g)).toHaveLength(2);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toMatch(/<img|<b>|<!-- /);
    expect(html).not.toMatch(/<[^>"]*("[^"]*"[^>"]*)*\son[a-z]+=/);
    expect(tagsOf(html)).toEqual(tagsOf(renderHtml(hostile(''))));
  });

  test('open no element in the picture', () => {
    const svg = renderSvg(result);
    expect(tagsOf(svg)).toEqual(tagsOf(renderSvg(hostile(''))));
  });

  test('do not steer the terminal', () => {
    const shown = renderTerminal(result, { width: 100, hasColors: false });
    expect(shown.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('do not break out of the tables of Markdown, and mention nobody', () => {
    const written = renderMarkdown(result);
    expect(written).not.toMatch(/[^\\]<(script|img)|@everyone|https:\/\//);
    const cellsOf = (line: string) => line.replace(/\\./g, '').split('|').length;
    const tables = written.split('\n').filter((line) => line.startsWith('| '));
    expect(new Set(tables.map(cellsOf)).size).toBeLessThanOrEqual(3);
    const count = renderMarkdown(hostile('')).split('\n').length;
    expect(written.split('\n')).toHaveLength(count);
  });
});

/** The names of all elements, in order, with the names of their attributes. */
function tagsOf(html: string): string[] {
  const withoutData = html.replace(/(<(script|style)[^>]*>)[\s\S]*?(<\/\2>)/g, '$1$3');
  const tags = [...withoutData.matchAll(/<(\/?[a-zA-Z!][\w-]*)((?:\s[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g)];
  // A name that is cut off has a title with the whole of it.
  return tags
    .map(([, name, attributes]) => `${name}${(attributes.replace(/="[^"]*"/g, '').match(/\s[\w:-]+/g) ?? []).join('')}`)
    .filter((tag) => !/^\/?title/.test(tag));
}

describe('escaping', () => {
  test('leaves nothing that opens an element, an attribute or an entity', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = markup(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  test('of data in a script gives the same data', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value = JSON.parse(json);
        expect(JSON.parse(script(value))).toEqual(value);
        expect(script(value)).not.toMatch(/[<>]/);
      }),
    );
  });

  test('leaves one line without controls', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  test.each([
    ['- item', '\\- item'],
    ['# head', '\\# head'],
    ['1. one', '1\\. one'],
    ['gemma-hpa', 'gemma-hpa'],
    ['vllm_num_requests_running', 'vllm\\_num\\_requests\\_running'],
    ['a|b', 'a\\|b'],
    ['<b>', '\\<b\\>'],
    ['$29.59', '\\$29.59'],
    ['me@example.org', 'me@\u2060example.org'],
    ['a & b', 'a &amp; b'],
  ])('writes %s as %s in Markdown', (text, expected) => expect(markdown(text)).toBe(expected));
});
