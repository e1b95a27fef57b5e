// One measurement in a process of its own: `synth-once.ts FORM STACKS` prints what it took as JSON.
import { createHash } from 'node:crypto';
import { appOf, type FORMS } from './stacks';

const [form, stacks] = process.argv.slice(2);
const cpu = process.cpuUsage();
const started = process.hrtime.bigint();
const yaml = appOf(form as keyof typeof FORMS, Number(stacks)).synthYaml();
const wall = Number(process.hrtime.bigint() - started) / 1e9;
const { user, system } = process.cpuUsage(cpu);
const memory = process.resourceUsage().maxRSS / 1024;
const hash = createHash('sha256').update(yaml).digest('hex');
process.stdout.write(JSON.stringify({ wall, cpu: (user + system) / 1e6, memory, hash }));
