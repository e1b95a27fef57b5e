// The order of the scenarios. Those that wait for minutes begin first, so that the short ones fill the time beside them:
// jest knows that only after a first run, and would begin with the largest file.
const Sequencer = require('@jest/test-sequencer').default;

/** What takes minutes, the longest first. */
const LONG = ['ack-gpu', 'keda-llm', 'blindness', 'cold-start', 'engine-text', 'day-2', 'scale-to-zero'];

class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ path }) {
  const at = LONG.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return at === -1 ? LONG.length : at;
}

module.exports = LongestFirst;
module.exports.LONG = LONG;
