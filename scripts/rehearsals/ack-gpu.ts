import { changes, manifestsOf, page, play } from './page';

/** Five users for two minutes, after a minute of quiet: prompts of a few tokens, answers of ten. */
const TRAFFIC = 'users:count=5,tokens=20/10,spread=0/0,start=1m,duration=2m';

export function rehearsal() {
  return play(manifestsOf('ack-gpu'), { traffic: TRAFFIC, replica: { gpu: 'V100-32GB' }, signals: { hpaPhase: 0.2 } });
}

export function ackGpu(): string {
  const result = rehearsal();
  const rescales = result.decisions.filter(({ reason }) => reason === 'SuccessfulRescale');
  const minutes = Math.round((rescales[1].at - 180) / 6) / 10;
  return page(
    'ack-gpu, rehearsed: 1 → 2 → 1',
    'Replayed are five users (`hey -c 5`) for two minutes, from 1:00 to 3:00, against Qwen-7B-Chat-Int8 on one V100. The HPA wants 50 % of `DCGM_CUSTOM_PROCESS_SM_UTIL`, 1 to 2 replicas, through the adapter of Alibaba Cloud.',
    changes(result, ' %'),
    [
      'What it shows:',
      '',
      '- A GPU that serves any request at all is nearly always busy: about 100 % against 50 % asks for 2, which is the maximum. How many more would be needed it does not tell.',
      '- The signal takes its time: the exporter looks every 30 s, Prometheus every 30 s, the HPA every 15 s.',
      `- ${minutes} minutes after the load has ended the second pod goes: the lower size has to be wanted for 300 s, counted from when the last busy value was seen.`,
    ].join('\n'),
  );
}
