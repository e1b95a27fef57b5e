import { Command, Option } from 'commander';
import type { ExitCode, Io } from '../io';
import { FORMATS, type RehearseFlags } from './flags';

const EXAMPLES = `
Examples:
  rehearse dist/ --trace monday.csv --slo ttft-p95=2s
  rehearse dist/ --traffic diurnal:mean=4,duration=1d --slo ttft-p95=2s,tpot-p95=80ms --price GPU=2.5/h --out report.html
  rehearse dist/ --trace monday.csv --slo ttft-p95=2s --assert 'slo>=99%, gpu-hours<=40'
  rehearse --before old/ new/ --trace monday.csv --slo ttft-p95=2s --format markdown
  rehearse dist/ --trace monday.csv --slo ttft-p95=2s --sweep 'target=2..16, stabilization=60s|300s'
  rehearse dist/ --findings
  rehearse dist/ --metrics measured.json
  rehearse --scenarios recorded.jsonl

Exit codes: 0 done, 1 an assertion fails or a finding is an error, 2 nothing could be rehearsed.`;

/** `rehearse MANIFESTS`: traffic, or recorded metrics, through the policies of manifests. */
export function rehearseCommand(io: Io, end: (code: ExitCode) => void): Command {
  const command = new Command('rehearse')
    .description('Rehearses a scaling policy with the exact arithmetic of its controllers: replicas, latencies, cost.')
    .argument('[manifests...]', 'files, folders with all YAML below them, or - for standard input')
    .option('--scenarios <file>', 'play recorded metrics, one scenario a line of JSON, or - for standard input')
    .option('--metrics <file>', 'what somebody measured, in place of traffic');
  return withRehearsalOptions(command)
    .option('--before <path>', 'manifests to compare with (repeatable)', collect)
    .option('--sweep <values>', "rehearse every combination: 'target=2..16, stabilization=60s|300s'")
    .option('--findings', 'show the mistakes of the policies that rehearsals prove; takes no traffic')
    .option('--workers <count>', 'threads of a sweep (default: one for each core)')
    .addOption(
      new Option('--format <format>', 'form of the report (default: by the name of --out, or terminal)').choices(
        FORMATS,
      ),
    )
    .option('--out <file>', 'write the report to a file')
    .option('--assert <list>', "fail unless it holds: 'slo>=99%, gpu-hours<=40' (repeatable)", collect)
    .addHelpText('after', EXAMPLES)
    .action(async (manifests: string[], flags: RehearseFlags) => {
      // Loaded only now: the help of the other commands need not wait for it.
      if (flags.scenarios !== undefined) {
        const { playScenarios } = require('./scenarios') as typeof import('./scenarios');
        return end(playScenarios(flags.scenarios, flags, io));
      }
      if (flags.findings === true) {
        const { runFindings } = require('./findings') as typeof import('./findings');
        return end(runFindings(manifests, flags, io));
      }
      const { runRehearse } = require('./run') as typeof import('./run');
      end(await runRehearse(manifests, flags, io));
    });
}

/** What everything that rehearses asks for. */
export function withRehearsalOptions(command: Command): Command {
  return command
    .option('--trace <file>', 'recorded traffic: Azure, BurstGPT, Mooncake, CSV or JSON lines, also as .gz')
    .option('--traffic <spec>', 'generated traffic, such as constant:rate=4,duration=1h')
    .option('--columns <mapping>', 'fields of a trace of no known format: time=ts:ms,prompt=in,output=out')
    .addOption(
      new Option(
        '--broken-lines <what>',
        'lines of a trace that cannot be read are passed over, or end everything (default: skip)',
      ).choices(['skip', 'stop']),
    )
    .option('--scale-rate <factor>', 'so many times the requests, such as 1.5')
    .option('--scale-time <factor>', 'so many times the time for the same requests: 0.5 makes it twice as fast')
    .option('--service <name>', 'rehearse this service only, by name or namespace/name')
    .option('--gpu <name>', 'what the pods run on, such as A100-80GB (manifests seldom say)')
    .option(
      '--calibrate <file>',
      'results of a benchmark (genai-perf, aiperf, vLLM bench, GuideLLM) that the model is fitted to',
    )
    .option('--kubernetes <version>', 'whose HPA controller decides (default: that of the profile of check, or 1.35)')
    .option('--keda <version>', 'which KEDA decides, from 2.14 on (default: that of the profile of check, or 2.20)')
    .option('--profile <file>', 'YAML with what manifests do not say: replica, pools, coldStart, clients, signals')
    .option(
      '--slo <objectives>',
      'bounds that a share of the requests must keep: ttft-p95=2s,tpot-p95=80ms (repeatable)',
      collect,
    )
    .option('--price <prices>', 'what a GPU costs: GPU=2.5/h, or by pool (repeatable)', collect)
    .option('--until <duration>', 'how long to rehearse (default: until the replicas have come down again)')
    .option('--start <time>', 'wall-clock time at the beginning, which schedules go by')
    .option('--replicas <count>', 'replicas at the beginning (default: what the manifests say)')
    .option('--seed <number>', 'the same number, the same outcome (default: 1)');
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
