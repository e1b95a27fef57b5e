import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Unreadable } from '../../../src/rehearsal/reader';
import { parseMapping } from '../../../src/rehearsal/trace/mapping';
import { openTrace, type TraceOptions, type TraceSource, TraceTraffic } from '../../../src/rehearsal/trace/trace-file';
import { temporaryFiles } from '../../support/files';
import { readable } from '../support';

const write = temporaryFiles();

function opened(file: string, options?: TraceOptions): TraceSource {
  return readable(openTrace(file, options));
}

/** All requests of a trace as rows, and what was wrong with it. */
function readAll(source: TraceSource) {
  const traffic = source.open().traffic;
  if (!(traffic instanceof TraceTraffic)) throw new Error('no trace');
  const rows: number[][] = [];
  for (let batch = traffic.next(); batch !== undefined; batch = traffic.next()) {
    for (let place = 0; place < batch.count; place++) {
      rows.push([batch.arrivalMs[place], batch.promptTokens[place], batch.outputTokens[place]]);
    }
  }
  const { skipped, failure, mistakes } = traffic;
  return { rows, skipped, failure, mistakes: mistakes.map((text) => text.replace(/^.*\//, '')) };
}

const reasonsOf = (source: unknown) =>
  (source as Unreadable).reasons.map((reason) => reason.replace(/\S*\/(?=\S+: )/g, '').replace(/'\S*\//g, "'"));

const AZURE_2023 = `TIMESTAMP,ContextTokens,GeneratedTokens
2023-11-16 18:15:46.6805900,374,44
2023-11-16 18:15:50.9951690,396,109
`;

describe('the formats', () => {
  const two = [
    [0, 374, 44],
    [4314.579, 396, 109],
  ];
  const rounded = (rows: number[][]) => rows.map(([ms, ...tokens]) => [Math.round(ms * 1000) / 1000, ...tokens]);

  test('Azure of 2023, whose dates are in UTC', () => {
    const source = opened(write('azure.csv', AZURE_2023));
    expect([source.format, source.startsAtMs]).toEqual([
      'Azure LLM inference',
      Date.UTC(2023, 10, 16, 18, 15, 46) + 680.59,
    ]);
    expect(rounded(readAll(source).rows)).toEqual(two);
  });

  test('Azure of 2024, whose dates have a zone', () => {
    const text = AZURE_2023.replace(/46\.6805900/, '46.680590+00:00').replace(
      '18:15:50.9951690',
      '20:15:50.995169+02:00',
    );
    expect(rounded(readAll(opened(write('azure24.csv', text))).rows)).toEqual(two);
  });

  test('BurstGPT, with and without a session', () => {
    const old =
      'Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,Conversation log\n45.5,GPT-4,1087,230,1317,API log\n';
    const rows = [
      [0, 472, 18],
      [40_500, 1087, 230],
    ];
    const source = opened(write('burst.csv', old));
    expect([source.format, source.startsAtMs, readAll(source).rows]).toEqual(['BurstGPT', undefined, rows]);
    const young = old.replace('Model', 'Session ID,Elapsed time,Model').replaceAll(/,(ChatGPT|GPT-4)/g, ',7,1.5,$1');
    expect(readAll(opened(write('burst2.csv', young))).rows).toEqual(rows);
  });

  test('Mooncake, JSON lines in milliseconds', () => {
    const text =
      '{"timestamp": 27482, "input_length": 6955, "output_length": 52, "hash_ids": [46, 47]}\n{"timestamp": 30535, "input_length": 6472, "output_length": 26, "hash_ids": [46]}\n';
    const source = opened(write('mooncake.jsonl', text));
    expect([source.format, readAll(source).rows]).toEqual([
      'Mooncake',
      [
        [0, 6955, 52],
        [3053, 6472, 26],
      ],
    ]);
  });

  test('Vidur', () => {
    const source = opened(write('vidur.csv', 'arrived_at,num_prefill_tokens,num_decode_tokens\n1,10,20\n1.5,30,40'));
    expect([source.format, readAll(source).rows]).toEqual([
      'Vidur',
      [
        [0, 10, 20],
        [500, 30, 40],
      ],
    ]);
  });

  test('any CSV, by the names of its columns, quoted or not, or by their numbers', () => {
    const byName = parseMapping('time=at:ms,prompt=in, out,output=answer');
    expect(byName).toEqual(
      new Unreadable([
        "'out' must be a part of time=FIELD:UNIT,prompt=FIELD,output=FIELD, with s, ms, us, ns or date for UNIT",
      ]),
    );
    const mapping = readable(parseMapping('time=at:ms,prompt=asked,output=answered'));
    const text = '﻿note,"at",asked,answered\r\n"a, ""b""",10,1,2\r\nc,12.5,"3",4\r\n';
    expect(readAll(opened(write('named.csv', text), { mapping })).rows).toEqual([
      [0, 1, 2],
      [2.5, 3, 4],
    ]);
    const numbers = readable(parseMapping('time=2:s,prompt=3,output=1'));
    expect(readAll(opened(write('bare.csv', '5,1,7\n6,2,8\n'), { mapping: numbers })).rows).toEqual([
      [0, 7, 5],
      [1000, 8, 6],
    ]);
  });

  test('any JSON lines, by the names of their fields', () => {
    const mapping = readable(parseMapping('time=t:date,prompt=p,output=o'));
    const text = '{"t":"2024-02-28T23:59:59Z","p":1,"o":2}\n\n{"t":"2024-03-01T00:00:00Z","p":"3","o":4}\n';
    expect(readAll(opened(write('any.jsonl', text), { mapping })).rows).toEqual([
      [0, 1, 2],
      [86_401_000, 3, 4],
    ]);
  });

  test('all of them compressed, in more than one piece', () => {
    const lines = Array.from(
      { length: 50_000 },
      (_, place) => `${place},${((place * 7919) % 100_003) + 1},${(place % 97) + 1}`,
    );
    const text = `arrived_at,num_prefill_tokens,num_decode_tokens\n${lines.join('\n')}\n`;
    const plain = readAll(opened(write('long.csv', text)));
    expect(plain.rows).toHaveLength(50_000);
    expect(plain.rows[49_999]).toEqual([49_999_000, ((49_999 * 7919) % 100_003) + 1, (49_999 % 97) + 1]);
    const isSame = (file: string) => JSON.stringify(readAll(opened(file))) === JSON.stringify(plain);
    expect(isSame(write('long.csv.gz', gzipSync(text)))).toBe(true);
    const half = Buffer.concat([gzipSync(text.slice(0, 300_001)), gzipSync(text.slice(300_001))]);
    expect(isSame(write('members.gz', half))).toBe(true);
  });

  test('can be opened again and again', () => {
    const source = opened(write('again.csv', AZURE_2023));
    expect(readAll(source)).toEqual(readAll(source));
  });
});

const BROKEN = `arrived_at,num_prefill_tokens,num_decode_tokens
1,10,20
2,-4,20
x,10,20
2.5,10
3,10,0
2,10,1.5
0.5,10,20
4,30,40
`;

describe('broken lines', () => {
  test('are passed over, counted and remembered with their numbers', () => {
    const { rows, skipped, failure, mistakes } = readAll(opened(write('broken.csv', BROKEN)));
    expect(rows).toEqual([
      [0, 10, 20],
      [3000, 30, 40],
    ]);
    expect([skipped, failure]).toEqual([6, undefined]);
    expect(mistakes).toEqual([
      `broken.csv:3: 'num_prefill_tokens' ("-4") must be a whole number of at least 1`,
      `broken.csv:4: 'arrived_at' ("x") must be a number of seconds`,
      'broken.csv:5: must have at least 3 columns, but has 2',
      `broken.csv:6: 'num_decode_tokens' ("0") must be a whole number of at least 1`,
      `broken.csv:7: 'num_decode_tokens' ("1.5") must be a whole number of at least 1`,
      `broken.csv:8: 'arrived_at' ("0.5") must not be before that of the request before`,
    ]);
  });

  test('are the end when the user wants it so', () => {
    const { rows, failure } = readAll(opened(write('stop.csv', BROKEN), { broken: 'stop' }));
    expect(rows).toEqual([[0, 10, 20]]);
    expect(failure).toMatch(/stop\.csv:3: 'num_prefill_tokens' \("-4"\) must be a whole number of at least 1$/);
  });

  test('of JSON are reported too', () => {
    const text =
      '{"timestamp":1,"input_length":1,"output_length":1}\n[1]\n{"timestamp":"2024","input_length":null,"output_length":1}\n{"timestamp":2,"input_length":2,"output_length":2}\n';
    expect(readAll(opened(write('broken.jsonl', text))).mistakes).toEqual([
      'broken.jsonl:2: must be a JSON object',
      `broken.jsonl:3: 'input_length' (null) must be a whole number of at least 1`,
    ]);
  });
});

describe('what is no trace', () => {
  test.each([
    ['empty.csv', '', 'empty.csv: is empty'],
    ['blank.csv', '\n\n', 'blank.csv: is empty'],
    ['header.csv', 'arrived_at,num_prefill_tokens,num_decode_tokens\n', 'header.csv: has no requests'],
    [
      'nothing.csv',
      'arrived_at,num_prefill_tokens,num_decode_tokens\n1,0,1\n',
      `nothing.csv: has no requests; nothing.csv:2: 'num_prefill_tokens' ("0") must be a whole number of at least 1`,
    ],
    [
      'other.csv',
      'a,b\n1,2\n',
      'other.csv: has the columns a, b, which is none of Azure LLM inference (TIMESTAMP, ContextTokens, GeneratedTokens), BurstGPT (Timestamp, Request tokens, Response tokens), Mooncake (timestamp, input_length, output_length), Vidur (arrived_at, num_prefill_tokens, num_decode_tokens); say which fields are meant',
    ],
    ['broken.jsonl', '{"timestamp":1,\n', /^broken\.jsonl: is not JSON: .*, which is none of Azure LLM inference \(/],
    ['other.jsonl', '{"a":1,"b":2}\n', /^other\.jsonl: has the fields a, b, which is none of Azure LLM inference \(/],
    [
      'long.csv',
      `arrived_at,num_prefill_tokens,num_decode_tokens\n${'x'.repeat(50)},1,1\n`,
      `long.csv: has no requests; long.csv:2: 'arrived_at' ("${'x'.repeat(39)}…) must be a number of seconds`,
    ],
  ])('%s', (name, text, message) => {
    expect(reasonsOf(openTrace(write(name, text)))).toEqual([
      typeof message === 'string' ? message : expect.stringMatching(message),
    ]);
  });

  test('a file that is not there', () => {
    expect(reasonsOf(openTrace('/nowhere/trace.csv'))).toEqual([
      "trace.csv: cannot be read: ENOENT: no such file or directory, open 'trace.csv'",
    ]);
  });

  test('a file that was there once', () => {
    const file = write('gone.csv', AZURE_2023);
    const source = opened(file);
    rmSync(file);
    const traffic = source.open().traffic;
    expect([traffic?.title, traffic?.skipped, traffic?.next()]).toEqual(['trace gone.csv', 0, undefined]);
    expect(traffic?.failure).toMatch(/gone\.csv: cannot be read: ENOENT: no such file or directory/);
  });

  test('columns that the file has not got', () => {
    const mapping = readable(parseMapping('time=at:s,prompt=a,output=c'));
    expect(reasonsOf(openTrace(write('abc.csv', 'at,a,b\n1,2,3\n'), { mapping }))).toEqual([
      'abc.csv: has the columns at, a, b, but none called c',
    ]);
  });

  test('a compressed file that is damaged', () => {
    const text = Array.from({ length: 120_000 }, (_, place) => `${place},${((place * 7919) % 100_003) + 1},1`).join(
      '\n',
    );
    const packed = Buffer.from(gzipSync(`arrived_at,num_prefill_tokens,num_decode_tokens\n${text}`));
    packed.fill(0xff, packed.length - 50_000);
    const { failure } = readAll(opened(write('damaged.gz', packed)));
    expect(failure).toMatch(/damaged\.gz:\d+: cannot be read: /);
  });
});

test.each([
  ['time=at,prompt=a,output=b', "'at' must be FIELD:UNIT, with s, ms, us, ns or date for UNIT"],
  [
    'time=at:s,prompt=a',
    "'time=at:s,prompt=a' must be time=FIELD:UNIT,prompt=FIELD,output=FIELD, with s, ms, us, ns or date for UNIT",
  ],
  ['time=at:s,time=b:s', "'time' must be given once"],
])('the mapping %s is refused', (text, message) => {
  expect(parseMapping(text)).toEqual(new Unreadable([message]));
});
