import { Progress } from '../../src/cli/progress';

test('says how far it is once a second, and nothing to who waits less', () => {
  let now = 0;
  const said: string[] = [];
  const progress = new Progress({ err: (text) => said.push(text) }, () => now);
  for (let file = 1; file <= 30; file += 1) {
    now += 100;
    progress.tell(`read ${file} of 30 files`);
  }
  expect(said).toEqual(['read 10 of 30 files …\n', 'read 20 of 30 files …\n', 'read 30 of 30 files …\n']);
});

test('says nothing when it is quick', () => {
  const said: string[] = [];
  new Progress({ err: (text) => said.push(text) }, () => 5).tell('read 1 of 1 files');
  expect(said).toEqual([]);
});
