import { Api } from '../../e2e/control-plane/api';
import type { Answer, Reach } from '../../e2e/control-plane/reach';

/** An API server with one kind, whose lists are answered with these, one after the other. */
function serverThat(...answers: readonly Answer[]) {
  const asked: string[] = [];
  const widgets = {
    resource: 'widgets',
    singularResource: 'widget',
    responseKind: { kind: 'Widget' },
    scope: 'Cluster',
  };
  const groups = [{ metadata: { name: 'example.com' }, versions: [{ version: 'v1', resources: [widgets] }] }];
  const call = async (_port: number, path: string): Promise<Answer> => {
    if (path === '/api') return { status: 200, body: '{"items":[]}' };
    if (path === '/apis') return { status: 200, body: JSON.stringify({ items: groups }) };
    asked.push(path);
    return answers[asked.length - 1];
  };
  return { api: new Api({ call } as unknown as Reach), asked };
}

const NOT_YET = { status: 429, body: '{"message":"storage is (re)initializing","details":{"retryAfterSeconds":1}}' };
const PATH = '/apis/example.com/v1/widgets';

test('a kind whose storage is still being made is asked for again', async () => {
  const list = JSON.stringify({ items: [{ metadata: { name: 'a' } }], metadata: { resourceVersion: '7' } });
  const { api, asked } = serverThat(NOT_YET, { status: 200, body: list });
  expect(await api.list('widget')).toMatchObject([{ kind: 'Widget', metadata: { name: 'a' } }]);
  expect(asked).toEqual([PATH, PATH]);
});

test('any other refusal is one at once', async () => {
  const { api, asked } = serverThat({ status: 500, body: 'broken' });
  await expect(api.list('widgets')).rejects.toThrow(`${PATH}: 500 broken`);
  expect(asked).toEqual([PATH]);
});
