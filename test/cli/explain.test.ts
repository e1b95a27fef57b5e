import { ALL_RULES } from '../../src/checks/all';
import { META_RULES } from '../../src/checks/meta-rules';
import { cli } from './support';

describe('explain', () => {
  test('says what a rule demands, why, and how to suppress it', async () => {
    const rule = ALL_RULES.find(({ name }) => name === 'wire/monitor-port');
    const { code, out } = await cli(['explain', 'wire/monitor-port']);
    expect(code).toBe(0);
    expect(out).toBe(`wire/monitor-port (error)

  Demands that ${rule?.demands}.
  ${rule?.why}
  See ${rule?.link}

  Suppress it where it does not apply, with a reason, by an annotation of the object:
    cdk8s-llm-inference.io/ignore: 'wire/monitor-port: REASON'
`);
  });

  test.each([...ALL_RULES, ...META_RULES].map(({ name }) => name))('%s', async (name) => {
    expect(await cli(['explain', name])).toMatchObject({ code: 0, err: '' });
  });

  test('suggests the nearest name', async () => {
    expect(await cli(['explain', 'wire/monitorport'])).toEqual({
      code: 2,
      out: '',
      err: "error: there is no rule 'wire/monitorport'; did you mean 'wire/monitor-port'?\n",
    });
  });
});
